using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Languages;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks;

/// <summary>What a known issue is called, what it looks at and why it matters.</summary>
public sealed record CheckWords(string Title, string LooksAt, string Why);

/// <summary>Every word of the known issues. A language that lacks one does not compile.</summary>
public abstract class CheckTexts
{
    private const int MostNames = 5;

    private static readonly CheckTexts English = new EnglishCheckTexts();
    private static readonly CheckTexts German = new GermanCheckTexts();

    protected abstract CultureInfo Culture { get; }

    protected abstract string DatePattern { get; }

    public static CheckTexts For(Language language) => language is Language.German ? German : English;

    /// <param name="name">One of <see cref="CheckNames"/>.</param>
    /// <param name="route">How the renewal signs in.</param>
    /// <param name="signedIn">Whether the account has signed in already.</param>
    public abstract CheckWords Words(string name, SignInRoute route, bool signedIn);

    public abstract string PageTitle(Page page);

    /// <summary>Said of what cannot be told, on the route that does not need it.</summary>
    public abstract string BrowserDoesNotDepend { get; }

    public abstract string CouldNotBeRead(Unreadable why);

    // The app.
    public abstract string Refused(StrategyRefusal refusal);

    public abstract string SiteMissing { get; }

    public abstract string AppDisabled(string app);

    public abstract string AppWithoutPrincipal(string app);

    public abstract IReadOnlyList<string> EnableApp { get; }

    public abstract string AppFound(string app, CredentialHolder holder, bool isLocked);

    // Consent.
    public abstract string ConsentMissing(bool signedIn);

    public abstract string ConsentGiven(bool mayWrite);

    public abstract string ConsentUnclear { get; }

    public abstract string GiveConsent { get; }

    public abstract IReadOnlyList<string> ConsentSteps { get; }

    // The role.
    public abstract string HoldsRole(string account, RoleHolding role);

    public abstract string HoldsLesserRole(string account, RoleHolding role);

    public abstract string OwnsApp(string account);

    public abstract string RoleNotActive(string account, RoleHolding role);

    public abstract IReadOnlyList<string> ActivationSteps(string role);

    /// <param name="account">Whose roles these are.</param>
    /// <param name="roles">The roles that it holds and that do not suffice.</param>
    /// <param name="eligible">Why eligible roles could not be read; null when there are none that suffice.</param>
    /// <param name="route">How the renewal signs in: owning the app counts in the browser only.</param>
    public abstract string RoleMissing(string account, IReadOnlyList<RoleHolding> roles, Unreadable? eligible, SignInRoute route);

    /// <param name="account">Whose roles do not suffice.</param>
    /// <param name="why">Why it could not be read whether the account owns the app.</param>
    public abstract string MayOwnApp(string account, Unreadable why);

    public abstract IReadOnlyList<string> RoleSteps(bool hasPeople);

    // The login.
    public abstract string NoInitialDomain(string login);

    public abstract string LoginIsInitial(string login, string initial);

    /// <param name="login">The account's login.</param>
    /// <param name="initial">The tenant's initial domain.</param>
    /// <param name="domain">The login's own domain.</param>
    /// <param name="isFederated">Null when the directory does not list that domain.</param>
    /// <param name="route">How the renewal signs in.</param>
    public abstract string LoginIsElsewhere(string login, string initial, string domain, bool? isFederated, SignInRoute route);

    // Multi-factor authentication.
    public abstract string AskedByAccount(string state);

    public abstract string AskedByDefaults { get; }

    public abstract string AskedByPolicy(string policy);

    public abstract string MultiFactorAsked(IReadOnlyList<string> demands, SignInRoute route);

    public abstract string MultiFactorStateUnknown { get; }

    public abstract string MultiFactorMayBeAsked(IReadOnlyList<string> policies);

    public abstract string MultiFactorNotAsked { get; }

    // Legacy authentication.
    public abstract string LegacyBlockedBySharePoint { get; }

    public abstract string LegacyBlockedByDefaults { get; }

    public abstract string LegacyBlockedByPolicy(string policy);

    public abstract string LegacyBlocked(IReadOnlyList<string> blocks, SignInRoute route);

    public abstract string LegacyMayBeBlocked(IReadOnlyList<string> policies);

    public abstract string LegacyNotBlocked { get; }

    // Conditional Access.
    public abstract string AccessBlocked(IReadOnlyList<string> policies);

    public abstract IReadOnlyList<string> AccessSteps { get; }

    public abstract string AccessNeedsDevice(IReadOnlyList<string> policies);

    public abstract string AccessMayNeedDevice(IReadOnlyList<string> policies);

    public abstract string AccessNeedsMore(IReadOnlyList<string> policies);

    public abstract string AccessMayBeBlocked(IReadOnlyList<string> policies);

    public abstract string AccessOpen(bool asksForMultiFactor, IReadOnlyList<string> wouldBlock);

    // App-management policies.
    public abstract string PolicyRefuses(RefusedByPolicy refused);

    public abstract string PolicyMayRefuse(RefusedByPolicy refused);

    public abstract string PolicyAllows(TimeSpan? longest);

    public abstract string PolicyWithoutApp { get; }

    public abstract IReadOnlyList<string> PolicySteps { get; }

    // The vault.
    public abstract string VaultNotNeeded { get; }

    public abstract string NothingToKeep { get; }

    public abstract string VaultEmpty { get; }

    public abstract string VaultOfUnknownKey { get; }

    public abstract string VaultIsCurrent { get; }

    public abstract string VaultIsStale(DateTimeOffset? since);

    public abstract IReadOnlyList<string> VaultSteps { get; }

    public abstract string VaultTakesValues { get; }

    public abstract string VaultTakesNoValues { get; }

    // Earlier renewals.
    public abstract string RenewalWaits(string person, DateTimeOffset since);

    public abstract string RenewalRuns(string person, DateTimeOffset since, RenewalState state);

    public abstract string RenewedJustNow(string person, DateTimeOffset at, bool isProven);

    public abstract string NoRecentRenewal { get; }

    // SharePoint's access control.
    public abstract string AccessControlOnServer { get; }

    public abstract string AccessControlAnswers(bool afterItsEnd);

    /// <param name="answer">What it answered, with its code.</param>
    public abstract string AccessControlGone(string answer);

    public abstract string AccessControlSaysNothing(string answer);

    public abstract string AccessControlUntil(DateTimeOffset end);

    public abstract string AccessControlEnded(DateTimeOffset end);

    public abstract IReadOnlyList<string> MoveSteps { get; }

    public abstract string SharePointAppsAsk { get; }

    public abstract IReadOnlyList<string> SharePointAppsSteps { get; }

    protected string Date(DateTimeOffset date) => date.UtcDateTime.ToString(DatePattern, Culture);

    protected string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString($"{DatePattern}, HH:mm 'UTC'", Culture);

    /// <summary>“A”, “B” — names that come from outside, told from the words around them; the first few, should there be many.</summary>
    protected static string Quoted(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return string.Join(", ", names.Take(MostNames).Select(n => $"\"{n}\"").Concat(names.Count > MostNames ? ["…"] : []));
    }
}
