using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

/// <summary>A person, two apps and the policies that cover them.</summary>
internal static class Tenant
{
    public const string Ada = "a0000000-0000-4000-8000-000000000001";
    public const string Bruno = "a0000000-0000-4000-8000-000000000002";
    public const string Admins = "b0000000-0000-4000-8000-000000000001";
    public const string BreakGlass = "b0000000-0000-4000-8000-000000000002";
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    public const string GlobalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    public const string OurApp = "c0000000-0000-4000-8000-000000000001";
    public const string OtherApp = "c0000000-0000-4000-8000-000000000002";
    public const string Graph = "00000003-0000-0000-c000-000000000000";
    public const string SharePoint = "00000003-0000-0ff1-ce00-000000000000";
    public const string AdminCentre = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c";

    /// <summary>Ada, an administrator, signs in to our app in the browser.</summary>
    public static readonly PlannedSignIn SignIn = new()
    {
        UserId = Ada,
        GroupIds = Ids(Admins),
        RoleTemplateIds = Ids(GlobalAdministrator),
        AppIds = [OurApp],
        Client = ClientType.Browser,
    };

    public static readonly Reading<IReadOnlyList<string>> Unreadable = Reading.Unreadable<IReadOnlyList<string>>(new(DirectoryFault.Forbidden));

    /// <summary>Everybody, everywhere, with whatever client.</summary>
    public static ConditionalAccessPolicy Policy(params string[] controls) => new()
    {
        Id = "d0000000-0000-4000-8000-000000000001",
        DisplayName = "Everybody",
        State = PolicyState.Enabled,
        Users = new() { IncludeUsers = ["All"] },
        Applications = new() { Include = ["All"] },
        ClientAppTypes = ["all"],
        Grant = new() { Operator = GrantOperator.Or, BuiltIn = controls },
    };

    public static ConditionalAccessPolicy Named(this ConditionalAccessPolicy policy, string name) => policy with { Id = name, DisplayName = name };

    public static Reading<IReadOnlyList<string>> Ids(params string[] ids) => Reading.Of<IReadOnlyList<string>>(ids);

    public static AccessVerdict Evaluate(this PlannedSignIn signIn, params ConditionalAccessPolicy[] policies) =>
        ConditionalAccessEvaluator.Evaluate(policies, signIn);

    public static PolicyMatch MatchOf(this PlannedSignIn signIn, ConditionalAccessPolicy policy) => signIn.Evaluate(policy).Policies.Single().Match;
}
