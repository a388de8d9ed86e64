using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>Facts with which every check passes, and parts to change in them.</summary>
internal static class Known
{
    public const string Ada = "a0000000-0000-4000-8000-000000000001";
    public const string SignInApp = "c0000000-0000-4000-8000-000000000001";

    public static readonly RoleHolding Global = new(DirectoryRoles.GlobalAdministrator, "Global Administrator") { Source = RoleSource.Direct };
    public static readonly RoleHolding Application = new(DirectoryRoles.ApplicationAdministrator, "Application Administrator") { Source = RoleSource.Direct };
    public static readonly RoleHolding CloudApplication = new(DirectoryRoles.CloudApplicationAdministrator, "Cloud Application Administrator") { Source = RoleSource.Direct };
    public static readonly RoleHolding Reader = new("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader") { Source = RoleSource.Direct };

    public static readonly PasswordEntry Current = Sample.Password(Sample.Now.AddDays(14));

    public static readonly AccountFacts Account = new()
    {
        AccountId = Ada,
        Account = Person("ada@contoso.onmicrosoft.com"),
        ActiveRoles = List(Global),
        EligibleRoles = List<RoleHolding>(),
        Groups = List<string>(),
        Domains = List(new TenantDomain("contoso.onmicrosoft.com", true, false), new("contoso.com", false, true), new("contoso.net", false, false)),
        MultiFactor = Reading.Of(PerUserMultiFactor.Disabled),
        SecurityDefaults = Reading.Of(false),
        ConditionalAccess = List<ConditionalAccessPolicy>(),
        WhatIf = List<WhatIfAnswer>(),
        SharePointAllowsLegacyAuthentication = Reading.Of(true),
        Principal = Reading.Of(new Principal(Sample.ServicePrincipal("Application"), Sample.Object([Current]))),
        Rules = Reading.Of(new CredentialRules()),
        OwnsApp = Reading.Of(false),
        OthersWhoMayRenew = List<RoleHolder>(),
    };

    public static readonly ServiceFacts Service = new()
    {
        Now = Sample.Now,
        Consent = Consent(signedIn: true, mayWrite: true),
        Vault = Reading.Of(new VaultHolding(true, Current.KeyId)),
        VaultTakesValues = Reading.Of(true),
        Renewals = [],
        Confirmations = [],
        SignInApps = [SignInApp],
    };

    /// <summary>The directory refuses; its code and its correlation ID are what support asks for.</summary>
    public static Unreadable Forbidden { get; } = new(DirectoryFault.Forbidden, "Authorization_RequestDenied", "0e0e0e0e-0000-4000-8000-000000000001");

    public static Reading<T> Unread<T>() => Reading.Unreadable<T>(Forbidden);

    public static Reading<IReadOnlyList<T>> List<T>(params T[] items) => Reading.Of<IReadOnlyList<T>>(items);

    public static Reading<AccountEntry> Person(string login) => Reading.Of(new AccountEntry("Ada Lindqvist", login, IsGuest: false));

    public static Reading<Principal> AddIn(params PasswordEntry[] passwords) =>
        Reading.Of(new Principal(Sample.ServicePrincipal(ServicePrincipalObject.Legacy, Sample.Object(passwords)), null));

    public static ConsentFacts Consent(bool signedIn, bool? mayWrite = null, DirectoryFault? refusal = null) =>
        new(refusal is { } fault ? new(fault, "AADSTS65001") : null, signedIn, mayWrite, new($"https://login.test/{Sample.Tenant}/adminconsent"));

    public static ConditionalAccessPolicy Policy(string name, params string[] controls) => new()
    {
        Id = name,
        DisplayName = name,
        State = PolicyState.Enabled,
        Users = new() { IncludeUsers = ["All"] },
        Applications = new() { Include = ["All"] },
        ClientAppTypes = ["all"],
        Grant = new() { Operator = GrantOperator.Or, BuiltIn = controls },
    };
}
