using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Contract;
using static HelpDesk.Renewals.Tests.Checks.CheckCase;
using static HelpDesk.Renewals.Tests.Checks.Known;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>The four conditions of the original page, and Conditional Access: what is asked of an account.</summary>
internal static class AccountCases
{
    // What the directory says of roles is certain or cannot be read: nothing is left for an admin to know better.
    public static readonly Dictionary<string, CheckCase> Role = new()
    {
        ["Global Administrator, assigned directly"] = Passes(CheckNames.Role).Says("Global Administrator", "directly"),
        ["Global Administrator through a group"] = Passes(CheckNames.Role).With(f => f with { ActiveRoles = List(Global with { Source = RoleSource.Group }) }).Says("through a group"),
        ["Global Administrator of unknown source"] = Passes(CheckNames.Role).With(f => f with { ActiveRoles = List(Global with { Source = RoleSource.Unknown }) }),
        ["Application Administrator"] = LesserRole().With(f => f with { ActiveRoles = List(Reader, Application) }).Says("Application Administrator"),
        ["Cloud Application Administrator"] = LesserRole().With(f => f with { ActiveRoles = List(CloudApplication) }).Says("Cloud Application Administrator"),
        ["a lesser role for the app alone"] = LesserRole().With(f => f with { ActiveRoles = List(Application with { Scope = RoleScope.App }) }),
        ["owner of the app"] = LesserRole().With(f => f with { ActiveRoles = List<RoleHolding>(), OwnsApp = Reading.Of(true) }),
        ["owner, and roles are unread"] = new CheckCase(CheckNames.Role, CheckResult.Passed, CheckResult.CouldNotBeRead)
            .With(f => f with { ActiveRoles = Unread<IReadOnlyList<RoleHolding>>(), OwnsApp = Reading.Of(true) }),
        ["a role for another part of the directory"] = Blocks(CheckNames.Role)
            .With(f => f with { ActiveRoles = List(Application with { Scope = RoleScope.Part }) }).Says("Application Administrator", "for a part"),
        ["Global Administrator for a part only"] = Blocks(CheckNames.Role).With(f => f with { ActiveRoles = List(Global with { Scope = RoleScope.Part }) }),
        ["a role that does not suffice"] = Blocks(CheckNames.Role).With(f => f with { ActiveRoles = List(Reader) }).Says("Global Reader"),
        ["no role at all"] = Blocks(CheckNames.Role).With(f => f with { ActiveRoles = List<RoleHolding>() }).Says("no administrator role"),
        ["eligible and not active"] = Blocks(CheckNames.Role)
            .With(f => f with { ActiveRoles = List<RoleHolding>(), EligibleRoles = List(Global) }).Says("Global Administrator", "not activated"),
        ["eligible for a part of the directory"] = Blocks(CheckNames.Role)
            .With(f => f with { ActiveRoles = List<RoleHolding>(), EligibleRoles = List(Global with { Scope = RoleScope.Part }) }).Says("no administrator role"),
        ["no role, and what is eligible is unread"] = Blocks(CheckNames.Role)
            .With(f => f with { ActiveRoles = List<RoleHolding>(), EligibleRoles = Unread<IReadOnlyList<RoleHolding>>() }).Says("could not be read", "permission"),
        ["no role, and the owners are unread"] = new CheckCase(CheckNames.Role, CheckResult.CouldNotBeRead, CheckResult.FailedBlocks)
            .With(f => f with { ActiveRoles = List<RoleHolding>(), OwnsApp = Unread<bool>() }),
        ["no role, and those for a part are unread"] = new CheckCase(CheckNames.Role, CheckResult.CouldNotBeRead, CheckResult.FailedBlocks)
            .With(f => f with { ActiveRoles = List<RoleHolding>(), ScopedRolesUnread = Forbidden }),
        ["roles are unread"] = IsUnread(CheckNames.Role).With(f => f with { ActiveRoles = Unread<IReadOnlyList<RoleHolding>>() }).Says("permission"),
    };

    public static readonly Dictionary<string, CheckCase> LoginFormat = new()
    {
        ["in the initial domain"] = Passes(CheckNames.LoginFormat).Says("contoso.onmicrosoft.com"),
        ["in capitals"] = Passes(CheckNames.LoginFormat).With(f => f with { Account = Person("ada@CONTOSO.onMicrosoft.com") }),
        ["the initial domain of another cloud"] = Passes(CheckNames.LoginFormat)
            .With(f => f with { Account = Person("ada@contoso.onmicrosoft.us"), Domains = List(new TenantDomain("contoso.onmicrosoft.us", true, false)) }),
        ["a second domain that only looks like the initial one"] = BlocksPasswordsOnly(CheckNames.LoginFormat)
            .With(f => f with { Account = Person("ada@other.onmicrosoft.com"), Domains = List(new TenantDomain("contoso.onmicrosoft.com", true, false), new("other.onmicrosoft.com", false, false)) }),
        ["a federated domain"] = BlocksPasswordsOnly(CheckNames.LoginFormat).With(f => f with { Account = Person("ada@contoso.com") }).Says("contoso.com is federated"),
        ["a domain of its own that is managed"] = BlocksPasswordsOnly(CheckNames.LoginFormat).With(f => f with { Account = Person("ada@contoso.net") }).Says("contoso.net is not federated"),
        ["a domain that the directory does not list"] = BlocksPasswordsOnly(CheckNames.LoginFormat).With(f => f with { Account = Person("ada@elsewhere.example") }).Says("does not list"),
        ["no initial domain"] = Asks(CheckNames.LoginFormat).With(f => f with { Domains = List(new TenantDomain("contoso.com", false, false)) }),
        ["the login is unread"] = IsUnread(CheckNames.LoginFormat).With(f => f with { Account = Unread<AccountEntry>() }),
        ["the domains are unread"] = IsUnread(CheckNames.LoginFormat).With(f => f with { Domains = Unread<IReadOnlyList<TenantDomain>>() }),
    };

    public static readonly Dictionary<string, CheckCase> MultiFactor = new()
    {
        ["nothing asks for it"] = Passes(CheckNames.MultiFactor),
        ["enabled for the account"] = BlocksPasswordsOnly(CheckNames.MultiFactor).With(f => f with { MultiFactor = Reading.Of(PerUserMultiFactor.Enabled) }).Says("enabled"),
        ["enforced for the account"] = BlocksPasswordsOnly(CheckNames.MultiFactor).With(f => f with { MultiFactor = Reading.Of(PerUserMultiFactor.Enforced) }).Says("enforced"),
        ["security defaults"] = BlocksPasswordsOnly(CheckNames.MultiFactor).With(f => f with { SecurityDefaults = Reading.Of(true) }).Says("security defaults"),
        ["a policy"] = BlocksPasswordsOnly(CheckNames.MultiFactor).Policies(Policy("Ask everybody", "mfa")).Says("Ask everybody"),
        ["a policy that excludes the account"] = Passes(CheckNames.MultiFactor)
            .Policies(Policy("Ask the others", "mfa") with { Users = new() { IncludeUsers = ["All"], ExcludeUsers = [Ada] } }),
        ["a policy that is only reported"] = Passes(CheckNames.MultiFactor).Policies(Policy("Later", "mfa") with { State = PolicyState.ReportOnly }),
        ["a policy for another app"] = Passes(CheckNames.MultiFactor).Policies(Policy("Elsewhere", "mfa") with { Applications = new() { Include = [Sample.ClientId] } }),
        ["a policy for some locations"] = Asks(CheckNames.MultiFactor).Policies(Policy("Abroad", "mfa") with { Conditions = PolicyConditions.Locations }).Says("Abroad"),
        ["a policy that cannot be understood"] = Asks(CheckNames.MultiFactor).Policies(Policy("Newer") with { HasUnknownParts = true }).Says("Newer"),
        ["a state that nobody knows"] = Asks(CheckNames.MultiFactor).With(f => f with { MultiFactor = Reading.Of(PerUserMultiFactor.Unknown) }),
        ["security defaults, and the rest is unread"] = BlocksPasswordsOnly(CheckNames.MultiFactor)
            .With(f => f with { SecurityDefaults = Reading.Of(true), MultiFactor = Unread<PerUserMultiFactor>(), ConditionalAccess = Unread<IReadOnlyList<ConditionalAccessPolicy>>() }),
        ["the account's setting is unread"] = IsUnread(CheckNames.MultiFactor).With(f => f with { MultiFactor = Unread<PerUserMultiFactor>() }),
        ["security defaults are unread"] = IsUnread(CheckNames.MultiFactor).With(f => f with { SecurityDefaults = Unread<bool>() }),
        ["policies are unread"] = IsUnread(CheckNames.MultiFactor).With(f => f with { ConditionalAccess = Unread<IReadOnlyList<ConditionalAccessPolicy>>() }),
    };

    public static readonly Dictionary<string, CheckCase> LegacyAuthentication = new()
    {
        ["nothing blocks it"] = Passes(CheckNames.LegacyAuthentication).Says("1 May 2026"),
        ["SharePoint's setting"] = BlocksPasswordsOnly(CheckNames.LegacyAuthentication).With(f => f with { SharePointAllowsLegacyAuthentication = Reading.Of(false) }).Says("SharePoint"),
        ["security defaults"] = BlocksPasswordsOnly(CheckNames.LegacyAuthentication).With(f => f with { SecurityDefaults = Reading.Of(true) }).Says("security defaults"),
        ["a policy against old clients"] = BlocksPasswordsOnly(CheckNames.LegacyAuthentication)
            .Policies(Policy("No old clients", "block") with { ClientAppTypes = ["exchangeActiveSync", "other"] }).Says("No old clients"),
        ["a policy against Exchange ActiveSync"] = BlocksPasswordsOnly(CheckNames.LegacyAuthentication)
            .Policies(Policy("No ActiveSync", "block") with { ClientAppTypes = ["exchangeActiveSync"] }).Says("No ActiveSync"),
        ["a policy for every client that old ones cannot satisfy"] = BlocksPasswordsOnly(CheckNames.LegacyAuthentication).Policies(Policy("Ask everybody", "mfa")).Says("Ask everybody"),
        ["a policy for browsers"] = Passes(CheckNames.LegacyAuthentication).Policies(Policy("Browsers", "block") with { ClientAppTypes = ["browser"] }),
        ["a policy that is only reported"] = Passes(CheckNames.LegacyAuthentication)
            .Policies(Policy("Later", "block") with { ClientAppTypes = ["other"], State = PolicyState.ReportOnly }),
        ["a policy for some locations"] = Asks(CheckNames.LegacyAuthentication)
            .Policies(Policy("Abroad", "block") with { ClientAppTypes = ["other"], Conditions = PolicyConditions.Locations }).Says("Abroad"),
        // The password goes to SharePoint; the sign-in in the browser does not.
        ["a policy for Office 365"] = new CheckCase(CheckNames.LegacyAuthentication, CheckResult.Passed, CheckResult.FailedBlocks)
            .Policies(Policy("Office", "block") with { Applications = new() { Include = ["Office365"] } }),
        ["SharePoint's setting is unread"] = IsUnread(CheckNames.LegacyAuthentication).With(f => f with { SharePointAllowsLegacyAuthentication = Unread<bool>() }),
        ["security defaults are unread"] = IsUnread(CheckNames.LegacyAuthentication).With(f => f with { SecurityDefaults = Unread<bool>() }),
        ["policies are unread"] = IsUnread(CheckNames.LegacyAuthentication).With(f => f with { ConditionalAccess = Unread<IReadOnlyList<ConditionalAccessPolicy>>() }),
    };

    // A password typed into HelpDesk is a legacy sign-in, which its own check looks at.
    public static readonly Dictionary<string, CheckCase> ConditionalAccess = new()
    {
        ["no policy"] = Browser(CheckResult.Passed),
        ["a second factor is no obstacle"] = Browser(CheckResult.Passed).Policies(Policy("Ask everybody", "mfa")).Says("second factor"),
        ["a policy that would block is only reported"] = Browser(CheckResult.Passed).Policies(Policy("Later", "block") with { State = PolicyState.ReportOnly }).Says("Later"),
        ["a policy that blocks another person"] = Browser(CheckResult.Passed).Policies(Policy("Daniel", "block") with { Users = new() { IncludeUsers = [Sample.ClientId] } }),
        ["a policy that blocks"] = Browser(CheckResult.FailedBlocks).Policies(Policy("Ask everybody", "mfa"), Policy("Nobody", "block")).Says("Nobody"),
        ["a policy that blocks a group of the account"] = Browser(CheckResult.FailedBlocks)
            .With(f => f with { Groups = List(Sample.Tenant) }).Policies(Policy("Service desk", "block") with { Users = new() { IncludeGroups = [Sample.Tenant] } }).Says("Service desk"),
        ["a policy that blocks a role of the account"] = Browser(CheckResult.FailedBlocks).Policies(ForAdministrators),
        ["a policy for a role that the account holds over a part only"] = Browser(CheckResult.Passed)
            .With(f => f with { ActiveRoles = List(Global with { Scope = RoleScope.Part }) }).Policies(ForAdministrators),
        ["a policy for roles, which are unread"] = Browser(CheckResult.CouldNotBeRead)
            .With(f => f with { ActiveRoles = Unread<IReadOnlyList<RoleHolding>>() }).Policies(ForAdministrators),
        ["a managed device"] = Browser(CheckResult.CannotTell).Policies(Policy("Devices", "compliantDevice")).Says("Devices", "managed device"),
        ["a managed device, but not everywhere"] = Browser(CheckResult.CannotTell)
            .Policies(Policy("Devices abroad", "compliantDevice") with { Conditions = PolicyConditions.Locations }).Says("Devices abroad", "may ask"),
        ["an approved app"] = Browser(CheckResult.CannotTell).Policies(Policy("Apps", "approvedApplication")).Says("Apps"),
        ["an approved app or a second factor"] = Browser(CheckResult.Passed).Policies(Policy("Either", "approvedApplication", "mfa")),
        ["guests, and the account is unread"] = Browser(CheckResult.CannotTell)
            .With(f => f with { Account = Unread<AccountEntry>() }).Policies(Policy("Guests", "block") with { Users = new() { IncludeUsers = ["GuestsOrExternalUsers"] } }),
        ["a managed device or a second factor"] = Browser(CheckResult.Passed).Policies(Policy("Either", "compliantDevice", "mfa")),
        ["a policy that may block by location"] = Browser(CheckResult.CannotTell).Policies(Policy("Abroad", "block") with { Conditions = PolicyConditions.Locations }).Says("Abroad"),
        ["a policy for groups, which are unread"] = Browser(CheckResult.CouldNotBeRead)
            .With(f => f with { Groups = Unread<IReadOnlyList<string>>() }).Policies(Policy("Service desk", "block") with { Users = new() { IncludeGroups = [Sample.Tenant] } }),
        ["a policy that cannot be understood"] = Browser(CheckResult.CannotTell).Policies(Policy("Newer") with { HasUnknownParts = true }).Says("Newer"),
        ["policies are unread"] = Browser(CheckResult.CouldNotBeRead).With(f => f with { ConditionalAccess = Unread<IReadOnlyList<ConditionalAccessPolicy>>() }),
    };

    private static ConditionalAccessPolicy ForAdministrators => Policy("No administrators", "block") with { Users = new() { IncludeRoles = [DirectoryRoles.GlobalAdministrator] } };

    /// <summary>It suffices for the sign-in in the browser, and not for a password typed into HelpDesk.</summary>
    private static CheckCase LesserRole() => new(CheckNames.Role, CheckResult.Passed, CheckResult.FailedBlocks);

    private static CheckCase Browser(CheckResult result) => new(CheckNames.ConditionalAccess, result, null);
}
