namespace HelpDesk.Sandbox.World;

/// <summary>The tenants and who is in them.</summary>
internal static class StoryPeople
{
    public static IReadOnlyList<Tenant> Tenants(DateTimeOffset now) => [Vendor(), Contoso(now), Fabrikam()];

    private static Tenant Vendor() => new()
    {
        Id = WorldIds.Vendor.Tenant,
        Name = "HelpDesk Software",
        IsVendor = true,
        SharePointHost = "helpdesksoftware.sharepoint.com",
        Domains = [new("helpdesksoftware.onmicrosoft.com", IsInitial: true, IsDefault: true)],
        People =
        [
            Someone(WorldIds.Vendor.Olivia, WorldIds.Vendor.Tenant, "Olivia", "Grant", "helpdesksoftware.onmicrosoft.com",
                "Runs the bot for all customers; has no account at any of them."),
        ],
    };

    private static Tenant Contoso(DateTimeOffset now)
    {
        const string Initial = "contoso.onmicrosoft.com";
        return new Tenant
        {
            Id = WorldIds.Contoso.Tenant,
            Name = "Contoso",
            SharePointHost = "contoso.sharepoint.com",
            Domains = [new(Initial, IsInitial: true), new("contoso.com", IsDefault: true, IsFederated: true)],
            People =
            [
                Someone(WorldIds.Contoso.Ada, WorldIds.Contoso.Tenant, "Ada", "Lindqvist", Initial,
                    "Global Administrator on onmicrosoft.com: everything works.") with { ActiveRoles = [DirectoryRole.GlobalAdministrator] },
                Someone(WorldIds.Contoso.Bruno, WorldIds.Contoso.Tenant, "Bruno", "Weiss", "contoso.com",
                    "Global Administrator with a custom, federated login name.") with
                {
                    ActiveRoles = [DirectoryRole.GlobalAdministrator],
                    HasFederatedLogin = true,
                },
                Someone(WorldIds.Contoso.Chloe, WorldIds.Contoso.Tenant, "Chloe", "Martin", Initial,
                    "Global Administrator with per-user MFA enforced.") with
                {
                    ActiveRoles = [DirectoryRole.GlobalAdministrator],
                    PerUserMfa = PerUserMfa.Enforced,
                },
                Someone(WorldIds.Contoso.Daniel, WorldIds.Contoso.Tenant, "Daniel", "Okafor", Initial,
                    "Global Administrator whom Conditional Access blocks.") with { ActiveRoles = [DirectoryRole.GlobalAdministrator] },
                Someone(WorldIds.Contoso.Elif, WorldIds.Contoso.Tenant, "Elif", "Demir", Initial,
                    "Eligible for Global Administrator, but has not activated it (PIM).") with
                {
                    EligibleRoles = [DirectoryRole.GlobalAdministrator],
                },
                Someone(WorldIds.Contoso.Farid, WorldIds.Contoso.Tenant, "Farid", "Haddad", Initial,
                    "Application Administrator: the least role that may renew.") with { ActiveRoles = [DirectoryRole.ApplicationAdministrator] },
                Someone(WorldIds.Contoso.Grace, WorldIds.Contoso.Tenant, "Grace", "Kim", Initial,
                    "Ordinary user without any role."),
            ],
            Groups =
            [
                new Group
                {
                    Id = WorldIds.Contoso.ServiceDeskGroup,
                    Name = "Service desk",
                    Members = [WorldIds.Contoso.Farid, WorldIds.Contoso.Grace],
                },
            ],
            ConditionalAccess =
            [
                Block(WorldIds.Contoso.BlockPolicy, WorldIds.Contoso.Daniel),
                new ConditionalAccessPolicy
                {
                    Id = WorldIds.Contoso.LegacyPolicy,
                    DisplayName = "Block legacy authentication",
                    State = PolicyState.EnabledForReportingButNotEnforced,
                    IncludeUsers = ["All"],
                    ClientAppTypes = ["exchangeActiveSync", "other"],
                    Controls = ["block"],
                },
            ],
            AppManagement = new AppManagementPolicy
            {
                Applications = [new CredentialRestriction { RestrictionType = "passwordLifetime", IsEnabled = false, MaxLifetime = TimeSpan.FromDays(180), ForAppsCreatedAfter = now }],
            },
        };
    }

    private static Tenant Fabrikam()
    {
        const string Initial = "fabrikam.onmicrosoft.com";
        return new Tenant
        {
            Id = WorldIds.Fabrikam.Tenant,
            Name = "Fabrikam",
            SharePointHost = "fabrikam.sharepoint.com",
            Domains = [new(Initial, IsInitial: true), new("fabrikam.com", IsDefault: true, IsFederated: true)],
            People =
            [
                Someone(WorldIds.Fabrikam.Hana, WorldIds.Fabrikam.Tenant, "Hana", "Novak", Initial,
                    "Global Administrator of the other customer: nothing is due there.") with { ActiveRoles = [DirectoryRole.GlobalAdministrator] },
                Someone(WorldIds.Fabrikam.Ivan, WorldIds.Fabrikam.Tenant, "Ivan", "Petrov", "fabrikam.com",
                    "Global Administrator with a custom, federated login name.") with
                {
                    ActiveRoles = [DirectoryRole.GlobalAdministrator],
                    HasFederatedLogin = true,
                },
                Someone(WorldIds.Fabrikam.Jun, WorldIds.Fabrikam.Tenant, "Jun", "Tanaka", Initial,
                    "Global Administrator with per-user MFA enforced.") with
                {
                    ActiveRoles = [DirectoryRole.GlobalAdministrator],
                    PerUserMfa = PerUserMfa.Enforced,
                },
                Someone(WorldIds.Fabrikam.Karin, WorldIds.Fabrikam.Tenant, "Karin", "Berg", Initial,
                    "Global Administrator whom Conditional Access blocks.") with { ActiveRoles = [DirectoryRole.GlobalAdministrator] },
                Someone(WorldIds.Fabrikam.Luca, WorldIds.Fabrikam.Tenant, "Luca", "Rossi", Initial,
                    "Eligible for Application Administrator, but has not activated it (PIM).") with
                {
                    EligibleRoles = [DirectoryRole.ApplicationAdministrator],
                },
                Someone(WorldIds.Fabrikam.Maya, WorldIds.Fabrikam.Tenant, "Maya", "Cohen", Initial,
                    "Cloud Application Administrator: may renew as well.") with { ActiveRoles = [DirectoryRole.CloudApplicationAdministrator] },
                Someone(WorldIds.Fabrikam.Noor, WorldIds.Fabrikam.Tenant, "Noor", "Rahman", Initial,
                    "Ordinary user without any role."),
            ],
            ConditionalAccess = [Block(WorldIds.Fabrikam.BlockPolicy, WorldIds.Fabrikam.Karin)],
        };
    }

    private static ConditionalAccessPolicy Block(Guid id, Guid person) => new()
    {
        Id = id,
        DisplayName = "Block sign-in from unmanaged devices",
        IncludeUsers = [person.ToString()],
        Controls = ["block"],
    };

    private static Person Someone(Guid id, Guid tenant, string givenName, string surname, string domain, string story) => new()
    {
        Id = id,
        TenantId = tenant,
        GivenName = givenName,
        Surname = surname,
        UserPrincipalName = $"{givenName.ToLowerInvariant()}@{domain}",
        TeamsId = $"29:1{domain.Split('.')[0]}-{givenName.ToLowerInvariant()}",
        Story = story,
    };
}
