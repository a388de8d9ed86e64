namespace HelpDesk.Sandbox.World;

/// <summary>
/// Every fixed ID of the sandbox. The first digit tells the tenant (a vendor, c Contoso, f Fabrikam), the third digit from
/// the end the kind (0 tenant, 1 person, 2 client ID, 3 application object, 4 service principal object, 5 credential, 6 policy, 7 group).
/// </summary>
public static class WorldIds
{
    /// <summary>HelpDesk Software, which makes HelpDesk and runs the bot.</summary>
    public static class Vendor
    {
        public static readonly Guid Tenant = new("a0000000-0000-4000-8000-000000000001");
        public static readonly Guid Olivia = new("a0000000-0000-4000-8000-000000000101");

        public static readonly Guid BotApp = new("a0000000-0000-4000-8000-000000000201");
        public static readonly Guid ServiceApp = new("a0000000-0000-4000-8000-000000000202");
        public static readonly Guid SignInApp = new("a0000000-0000-4000-8000-000000000203");

        public static readonly Guid BotApplication = new("a0000000-0000-4000-8000-000000000301");
        public static readonly Guid ServiceApplication = new("a0000000-0000-4000-8000-000000000302");
        public static readonly Guid SignInApplication = new("a0000000-0000-4000-8000-000000000303");

        public static readonly Guid BotPrincipal = new("a0000000-0000-4000-8000-000000000401");
        public static readonly Guid ServicePrincipal = new("a0000000-0000-4000-8000-000000000402");
        public static readonly Guid SignInPrincipal = new("a0000000-0000-4000-8000-000000000403");
    }

    /// <summary>The customer of the story: one Entra application and one legacy add-in.</summary>
    public static class Contoso
    {
        public static readonly Guid Tenant = new("c0000000-0000-4000-8000-000000000001");
        public static readonly Guid Ada = new("c0000000-0000-4000-8000-000000000101");
        public static readonly Guid Bruno = new("c0000000-0000-4000-8000-000000000102");
        public static readonly Guid Chloe = new("c0000000-0000-4000-8000-000000000103");
        public static readonly Guid Daniel = new("c0000000-0000-4000-8000-000000000104");
        public static readonly Guid Elif = new("c0000000-0000-4000-8000-000000000105");
        public static readonly Guid Farid = new("c0000000-0000-4000-8000-000000000106");
        public static readonly Guid Grace = new("c0000000-0000-4000-8000-000000000107");

        public static readonly Guid HelpDeskApp = new("c0000000-0000-4000-8000-000000000201");
        public static readonly Guid AddInApp = new("c0000000-0000-4000-8000-000000000202");

        public static readonly Guid HelpDeskApplication = new("c0000000-0000-4000-8000-000000000301");
        public static readonly Guid HelpDeskPrincipal = new("c0000000-0000-4000-8000-000000000401");
        public static readonly Guid AddInPrincipal = new("c0000000-0000-4000-8000-000000000402");
        public static readonly Guid ServicePrincipal = new("c0000000-0000-4000-8000-000000000403");
        public static readonly Guid SignInPrincipal = new("c0000000-0000-4000-8000-000000000404");

        public static readonly Guid HelpDeskPassword = new("c0000000-0000-4000-8000-000000000501");
        public static readonly Guid AddInPassword = new("c0000000-0000-4000-8000-000000000502");
        public static readonly Guid AddInSignKey = new("c0000000-0000-4000-8000-000000000503");
        public static readonly Guid AddInVerifyKey = new("c0000000-0000-4000-8000-000000000504");
        public static readonly Guid AddInExpiredPassword = new("c0000000-0000-4000-8000-000000000505");
        public static readonly Guid AddInExpiredSignKey = new("c0000000-0000-4000-8000-000000000506");
        public static readonly Guid AddInExpiredVerifyKey = new("c0000000-0000-4000-8000-000000000507");
        public static readonly Guid BlockPolicy = new("c0000000-0000-4000-8000-000000000601");
        public static readonly Guid LegacyPolicy = new("c0000000-0000-4000-8000-000000000602");
        public static readonly Guid ServiceDeskGroup = new("c0000000-0000-4000-8000-000000000701");
    }

    /// <summary>The second customer: nothing is due there.</summary>
    public static class Fabrikam
    {
        public static readonly Guid Tenant = new("f0000000-0000-4000-8000-000000000001");
        public static readonly Guid Hana = new("f0000000-0000-4000-8000-000000000101");
        public static readonly Guid Ivan = new("f0000000-0000-4000-8000-000000000102");
        public static readonly Guid Jun = new("f0000000-0000-4000-8000-000000000103");
        public static readonly Guid Karin = new("f0000000-0000-4000-8000-000000000104");
        public static readonly Guid Luca = new("f0000000-0000-4000-8000-000000000105");
        public static readonly Guid Maya = new("f0000000-0000-4000-8000-000000000106");
        public static readonly Guid Noor = new("f0000000-0000-4000-8000-000000000107");

        public static readonly Guid HelpDeskApp = new("f0000000-0000-4000-8000-000000000201");
        public static readonly Guid HelpDeskApplication = new("f0000000-0000-4000-8000-000000000301");
        public static readonly Guid HelpDeskPrincipal = new("f0000000-0000-4000-8000-000000000401");
        public static readonly Guid ServicePrincipal = new("f0000000-0000-4000-8000-000000000403");
        public static readonly Guid SignInPrincipal = new("f0000000-0000-4000-8000-000000000404");
        public static readonly Guid HelpDeskPassword = new("f0000000-0000-4000-8000-000000000501");
        public static readonly Guid BlockPolicy = new("f0000000-0000-4000-8000-000000000601");
    }

    /// <summary>IDs that Microsoft gave.</summary>
    public static class WellKnown
    {
        public static readonly Guid Graph = new("00000003-0000-0000-c000-000000000000");
        public static readonly Guid SharePoint = new("00000003-0000-0ff1-ce00-000000000000");
        public static readonly Guid AccessControlService = new("00000001-0000-0000-c000-000000000000");
        public static readonly Guid KeyVault = new("cfa8b339-82a2-471a-a3c9-0fc0be7a4093");
    }
}
