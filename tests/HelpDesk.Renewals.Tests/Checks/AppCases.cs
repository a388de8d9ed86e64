using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Renewing;
using static HelpDesk.Renewals.Tests.Checks.CheckCase;
using static HelpDesk.Renewals.Tests.Checks.Known;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>Today's blockers: what is asked of the app, of the tenant and of the service itself.</summary>
internal static class AppCases
{
    private static readonly DateTimeOffset LastDay = new(2026, 4, 1, 23, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstDayWithout = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);

    // The directory knows the app or does not: an admin cannot know better.
    public static readonly Dictionary<string, CheckCase> Principal = new()
    {
        ["an Entra application"] = Passes(CheckNames.Principal).Says("HelpDesk", "app registration"),
        ["an add-in"] = Passes(CheckNames.Principal).AddIn().Says("service principal"),
        ["a registration that locks its principals"] = Passes(CheckNames.Principal)
            .With(f => f with { Principal = Found(Sample.ServicePrincipal("Application"), Sample.Object([Current]) with { IsLocked = true }) }).Says("locks"),
        ["not found"] = Blocks(CheckNames.Principal).With(f => f with { Principal = Found(null, null) }).Says("no app"),
        ["homed in another tenant"] = Blocks(CheckNames.Principal)
            .With(f => f with { Principal = Found(Sample.ServicePrincipal("Application", home: "0c0c0c0c-0000-4000-8000-000000000009"), null) }).Says("0c0c0c0c-0000-4000-8000-000000000009"),
        ["a managed identity"] = Blocks(CheckNames.Principal).With(f => f with { Principal = Found(Sample.ServicePrincipal("ManagedIdentity"), null) }).Says("managed identity"),
        ["registered without an enterprise application"] = Asks(CheckNames.Principal).With(f => f with { Principal = Found(null, Sample.Object([Current])) }).Says("no enterprise application"),
        ["disabled"] = Blocks(CheckNames.Principal).With(f => f with { Principal = Found(Sample.ServicePrincipal("Application", enabled: false), Sample.Object([Current])) }).Says("disabled"),
        ["an add-in without a site"] = Blocks(CheckNames.Principal).AddIn().Of(r => r with { SiteUrl = null }).Says("site"),
        ["unread"] = IsUnread(CheckNames.Principal).With(f => f with { Principal = Unread<Principal>() }).Says("permission"),
    };

    public static readonly Dictionary<string, CheckCase> Consent = new()
    {
        ["signed in, and writing is agreed to"] = Passes(CheckNames.Consent),
        ["before sign-in, and reading is agreed to"] = Passes(CheckNames.Consent).Own(s => s with { Consent = Known.Consent(signedIn: false) }),
        ["signed in, and writing is not agreed to"] = Blocks(CheckNames.Consent).Own(s => s with { Consent = Known.Consent(signedIn: true, mayWrite: false) }),
        ["before sign-in, and nothing is agreed to"] = Blocks(CheckNames.Consent).Own(s => s with { Consent = Known.Consent(signedIn: false, refusal: DirectoryFault.ConsentMissing) }),
        ["before sign-in, and nothing at all may be read"] = Blocks(CheckNames.Consent).Own(s => s with { Consent = Known.Consent(signedIn: false) }).With(NothingMayBeRead),
        ["before sign-in, and only the app may not be read"] = Passes(CheckNames.Consent)
            .Own(s => s with { Consent = Known.Consent(signedIn: false) }).With(f => f with { Principal = Unread<Principal>() }),
        ["the sign-in does not say"] = Asks(CheckNames.Consent).Own(s => s with { Consent = Known.Consent(signedIn: true) }),
        ["the tenant did not answer"] = IsUnread(CheckNames.Consent).Own(s => s with { Consent = Known.Consent(signedIn: false, refusal: DirectoryFault.Throttled) }).Says("busy"),
    };

    public static readonly Dictionary<string, CheckCase> AppPolicy = new()
    {
        ["no policy"] = Passes(CheckNames.AppPolicy),
        ["a limit on passwords"] = Passes(CheckNames.AppPolicy).With(f => f with { Rules = Allowed(longestPassword: 180) }).Says("180 days"),
        ["the shorter of two limits, for an add-in"] = Passes(CheckNames.AppPolicy).AddIn().With(f => f with { Rules = Allowed(longestPassword: 180, longestKey: 90) }).Says("90 days"),
        ["a limit on keys does not concern an Entra application"] = Passes(CheckNames.AppPolicy).With(f => f with { Rules = Allowed(longestPassword: 180, longestKey: 90) }).Says("180 days"),
        ["no new passwords"] = Blocks(CheckNames.AppPolicy).With(f => f with { Rules = Reading.Of(new CredentialRules { PasswordsRefused = true }) }).Says("passwordAddition"),
        ["no new keys, for an add-in"] = Blocks(CheckNames.AppPolicy).AddIn()
            .With(f => f with { Rules = Reading.Of(new CredentialRules { SymmetricKeysRefused = true }) }).Says("symmetricKeyAddition"),
        ["no new keys does not concern an Entra application"] = Passes(CheckNames.AppPolicy).With(f => f with { Rules = Reading.Of(new CredentialRules { SymmetricKeysRefused = true }) }),
        ["no new passwords for newer apps, and the app's age is unknown"] = Asks(CheckNames.AppPolicy).AddIn()
            .With(f => f with { Rules = Reading.Of(new CredentialRules { PasswordsMayBeRefused = true }) }).Says("how old"),
        ["no new passwords, and none for newer apps"] = Blocks(CheckNames.AppPolicy).AddIn()
            .With(f => f with { Rules = Reading.Of(new CredentialRules { PasswordsRefused = true, PasswordsMayBeRefused = true }) }),
        ["no app to hold them against"] = Asks(CheckNames.AppPolicy).With(f => f with { Principal = Found(null, null) }),
        ["unread"] = IsUnread(CheckNames.AppPolicy).With(f => f with { Rules = Unread<CredentialRules>() }),
        ["the app is unread"] = IsUnread(CheckNames.AppPolicy).With(f => f with { Principal = Unread<Principal>() }),
    };

    // It never fails: HelpDesk may have its secret elsewhere, which only an admin can say.
    public static readonly Dictionary<string, CheckCase> VaultSecret = new()
    {
        ["an Entra application needs none"] = Passes(CheckNames.VaultSecret).Own(s => s with { Vault = Reading.Of(new VaultHolding(false, null)) }),
        ["the newest secret"] = Passes(CheckNames.VaultSecret).AddIn(Sample.Password(Sample.Now.AddDays(3)), Current).Says("newest"),
        ["nothing, and all secrets have run out"] = Passes(CheckNames.VaultSecret).AddIn(Sample.Password(Sample.Now.AddDays(-1)))
            .Own(s => s with { Vault = Reading.Of(new VaultHolding(false, null)) }).Says("run out"),
        ["nothing"] = Asks(CheckNames.VaultSecret).AddIn().Own(s => s with { Vault = Reading.Of(new VaultHolding(false, null)) }).Says("does not hold"),
        ["an older secret than the directory"] = Asks(CheckNames.VaultSecret).AddIn(Current, Sample.Password(Sample.Now.AddDays(300))).Says("newer secret", "20 Sep 2026"),
        ["a secret of unknown key"] = Asks(CheckNames.VaultSecret).AddIn().Own(s => s with { Vault = Reading.Of(new VaultHolding(true, null)) }).Says("not which"),
        ["no app"] = IsAbsent(CheckNames.VaultSecret).With(f => f with { Principal = Found(null, null) }),
        ["unread"] = IsUnread(CheckNames.VaultSecret).AddIn().Own(s => s with { Vault = Unread<VaultHolding>() }),
        ["the app is unread"] = IsUnread(CheckNames.VaultSecret).With(f => f with { Principal = Unread<Principal>() }),
    };

    // The vault takes the trial value or does not.
    public static readonly Dictionary<string, CheckCase> VaultWritable = new()
    {
        ["it takes a value"] = Passes(CheckNames.VaultWritable),
        ["it takes none"] = Blocks(CheckNames.VaultWritable).Own(s => s with { VaultTakesValues = Reading.Of(false) }),
        ["it does not answer"] = IsUnread(CheckNames.VaultWritable).Own(s => s with { VaultTakesValues = Reading.Unreadable<bool>(new(DirectoryFault.Throttled)) }),
    };

    // Renewals are in the service's own database, without which it answers nothing at all.
    public static readonly Dictionary<string, CheckCase> RecentRenewal = new()
    {
        ["none"] = Passes(CheckNames.RecentRenewal),
        ["one waits for a sign-in"] = Passes(CheckNames.RecentRenewal).Renewals(Sample.Renewal(RenewalState.Claimed, RenewalState.NeedsSignIn)).Says("Ada Lindqvist", "waits"),
        ["a colleague's runs"] = Blocks(CheckNames.RecentRenewal).Renewals(Sample.Renewal(RenewalState.Claimed, RenewalState.Staged)).Says("Ada Lindqvist", "24 Nov 2026, 08:00 UTC"),
        ["a colleague's is taken over by SharePoint"] = Blocks(CheckNames.RecentRenewal).Renewals(Sample.Renewal(RenewalState.Claimed, RenewalState.Delivered, RenewalState.Propagating)).Says("taking it over"),
        ["a colleague's has ended minutes ago"] = Asks(CheckNames.RecentRenewal).On(Sample.Now.AddMinutes(5)).Renewals(Ended).Says("Ada Lindqvist", "proven"),
        ["a colleague's has ended yesterday"] = Passes(CheckNames.RecentRenewal).On(Sample.Now.AddDays(1)).Renewals(Ended),
        ["one that never reached HelpDesk"] = Passes(CheckNames.RecentRenewal).Renewals(Sample.Renewal(RenewalState.Claimed, RenewalState.RolledBack)),
        ["one that was taken back"] = Passes(CheckNames.RecentRenewal).Renewals(Sample.Renewal(RenewalState.Claimed, RenewalState.Delivered, RenewalState.RolledBack)),
    };

    public static readonly Dictionary<string, CheckCase> AccessControl = new()
    {
        ["an Entra application has none"] = IsAbsent(CheckNames.AccessControl),
        ["on a SharePoint Server"] = Passes(CheckNames.AccessControl).AddIn().Of(r => r with { SiteUrl = "https://sharepoint.contoso.example/sites/helpdesk" }).Says("SharePoint Server"),
        ["a host that only ends like SharePoint Online"] = Passes(CheckNames.AccessControl).AddIn().Of(r => r with { SiteUrl = "https://notsharepoint.com/sites/helpdesk" }).Says("SharePoint Server"),
        ["a token before the end"] = Passes(CheckNames.AccessControl).AddIn().On(LastDay).Own(Answers(ProofVerdict.TokenIssued)),
        ["a token after the end"] = Passes(CheckNames.AccessControl).AddIn().On(FirstDayWithout).Own(Answers(ProofVerdict.TokenIssued)).Says("announced its end"),
        ["the secret is refused, before the end"] = Passes(CheckNames.AccessControl).AddIn().On(LastDay).Own(Answers(ProofVerdict.SecretRefused)).Says("2 Apr 2026"),
        ["the secret is refused, after the end"] = Asks(CheckNames.AccessControl).AddIn().On(FirstDayWithout).Own(Answers(ProofVerdict.SecretRefused)).Says("2 Apr 2026"),
        ["nothing to ask with, before the end"] = Passes(CheckNames.AccessControl).AddIn().On(LastDay),
        ["nothing to ask with, after the end"] = Asks(CheckNames.AccessControl).AddIn().On(FirstDayWithout),
        ["no site to ask for"] = IsAbsent(CheckNames.AccessControl).AddIn().Of(r => r with { SiteUrl = null }),
        ["an answer that says nothing, before the end"] = Asks(CheckNames.AccessControl).AddIn().On(LastDay).Own(Answers(ProofVerdict.SaysNothing)),
        ["gone after the end"] = Blocks(CheckNames.AccessControl).AddIn().On(FirstDayWithout).Own(Answers(ProofVerdict.SaysNothing)).Says("2 Apr 2026"),
        ["a disabled app is no sign of the end"] = Asks(CheckNames.AccessControl).On(FirstDayWithout).Own(Answers(ProofVerdict.SaysNothing)).With(f => f with
        {
            Principal = Found(Sample.ServicePrincipal(ServicePrincipalObject.Legacy, Sample.Object([Current]), enabled: false), null),
        }),
        ["unreachable"] = IsUnread(CheckNames.AccessControl).AddIn().Own(Answers(ProofVerdict.Unreachable)).Says("did not answer"),
        ["another cloud's SharePoint Online"] = Asks(CheckNames.AccessControl).AddIn().Of(r => r with { SiteUrl = "https://contoso.sharepoint.us/sites/helpdesk" }),
        ["the app is unread"] = IsAbsent(CheckNames.AccessControl).With(f => f with { Principal = Unread<Principal>() }),
    };

    // No program can read the two switches, so that nothing but the question can come of it.
    public static readonly Dictionary<string, CheckCase> SharePointApps = new()
    {
        ["an Entra application has no switches"] = IsAbsent(CheckNames.SharePointApps),
        ["an add-in"] = Asks(CheckNames.SharePointApps).AddIn(),
        ["an add-in on a SharePoint Server"] = IsAbsent(CheckNames.SharePointApps).AddIn().Of(r => r with { SiteUrl = "https://sharepoint.contoso.example/sites/helpdesk" }),
        ["the app is unread"] = IsAbsent(CheckNames.SharePointApps).With(f => f with { Principal = Unread<Principal>() }),
    };

    private static RenewalRecord Ended => Sample.Renewal(RenewalState.Claimed, RenewalState.Delivered, RenewalState.Proven, RenewalState.Retired);

    private static Reading<Principal> Found(ServicePrincipalObject? principal, DirectoryObject? application) => Reading.Of(new Principal(principal, application));

    private static Reading<CredentialRules> Allowed(int longestPassword, int? longestKey = null) => Reading.Of(new CredentialRules
    {
        LongestPassword = TimeSpan.FromDays(longestPassword),
        LongestSymmetricKey = longestKey is { } days ? TimeSpan.FromDays(days) : null,
    });

    private static Func<ServiceFacts, ServiceFacts> Answers(ProofVerdict verdict) => s => s with { AccessControl = new(verdict, "It said so.") };

    private static AccountFacts NothingMayBeRead(AccountFacts facts) => facts with
    {
        Account = Unread<AccountEntry>(),
        ActiveRoles = Unread<IReadOnlyList<RoleHolding>>(),
        Domains = Unread<IReadOnlyList<TenantDomain>>(),
        SecurityDefaults = Unread<bool>(),
        Principal = Unread<Principal>(),
        Rules = Unread<CredentialRules>(),
        OwnsApp = Unread<bool>(),
    };
}
