using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>Words about the account.</summary>
internal sealed partial class GermanCheckTexts
{
    public override string HoldsRole(string account, RoleHolding role) => $"{account} ist {role.Name}{Source(role.Source)}.";

    public override string HoldsLesserRole(string account, RoleHolding role) =>
        $"{account} ist nicht Global Administrator, sondern {role.Name}{(role.Scope is RoleScope.App ? " für diese App" : "")}{Source(role.Source)}; das genügt zum Erneuern.";

    public override string OwnsApp(string account) => $"{account} hat keine Administratorrolle, ist aber Besitzer der App; das genügt zum Erneuern.";

    public override string RoleNotActive(string account, RoleHolding role) =>
        $"{account} kann {role.Name} werden, hat die Rolle aber gerade nicht aktiviert. Aktivieren Sie sie und prüfen Sie noch einmal.";

    public override IReadOnlyList<string> ActivationSteps(string role) =>
    [
        $"Öffnen Sie \"Meine Rollen\" in Privileged Identity Management und aktivieren Sie {role}.",
        "Muss jemand zustimmen, warten Sie darauf.",
        "Prüfen Sie nach ein, zwei Minuten noch einmal: Das Verzeichnis braucht einen Moment.",
    ];

    public override string RoleMissing(string account, IReadOnlyList<RoleHolding> roles, Unreadable? eligible, SignInRoute route)
    {
        if (eligible is not null)
        {
            return $"{account} hat gerade keine Rolle, die genügt. Ob sich eine aktivieren ließe, war nicht zu lesen: {Because(eligible.Fault)}{Codes(eligible)}";
        }

        var has = roles.Count == 0
            ? "keine Administratorrolle"
            : string.Join(", ", roles.Select(r => r.Scope is RoleScope.Part ? $"{r.Name} (nur für einen Teil des Verzeichnisses)" : r.Name));
        var owner = route is SignInRoute.Delegated ? " und ist nicht Besitzer der App" : "";
        return $"{account} hat {has}{owner}; das genügt nicht zum Erneuern.";
    }

    public override string MayOwnApp(string account, Unreadable why) =>
        $"{account} hat keine Rolle, die genügt. Ob das Konto Besitzer der App ist, was genügen würde, war nicht zu lesen: {Because(why.Fault)}{Codes(why)}";

    public override IReadOnlyList<string> RoleSteps(bool hasPeople) =>
    [
        .. hasPeople ? ["Bitten Sie eine der Personen unten zu erneuern: Sie haben eine Rolle, die genügt."] : Array.Empty<string>(),
        "Bitten Sie einen Global Administrator um die Rolle Application Administrator, am besten als berechtigt und für wenige Stunden.",
        "Oder benutzen Sie ein anderes Konto, das eine solche Rolle hat.",
    ];

    public override string NoInitialDomain(string login) => $"Das Verzeichnis nennt keine Anfangsdomäne; {login} lässt sich nicht damit vergleichen.";

    public override string LoginIsInitial(string login, string initial) => $"{login} liegt in der Anfangsdomäne {initial}.";

    public override string LoginIsElsewhere(string login, string initial, string domain, bool? isFederated, SignInRoute route)
    {
        var federated = isFederated switch
        {
            true => $"{domain} ist eine Verbunddomäne: Ein anderes System meldet ihre Leute an",
            false => $"{domain} ist keine Verbunddomäne",
            null => $"das Verzeichnis führt {domain} nicht",
        };
        return $"{login} liegt nicht in der Anfangsdomäne {initial}; {federated}.{(route is SignInRoute.Delegated ? BrowserDoesNotCare : "")}";
    }

    public override string AskedByAccount(string state) => $"die Einstellung des Kontos steht auf '{state}'";

    public override string AskedByDefaults => "die Sicherheitsstandards sind an und verlangen sie von jedem Administrator";

    public override string AskedByPolicy(string policy) => $"die Richtlinie für bedingten Zugriff \"{policy}\" verlangt sie";

    public override string MultiFactorAsked(IReadOnlyList<string> demands, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "Das verhindert nichts: Sie antworten darauf, wenn Sie sich anmelden. " : "")
        + $"Eine mehrstufige Anmeldung wird verlangt: {string.Join(", und ", demands)}.";

    public override string MultiFactorStateUnknown => "Das Verzeichnis meldet für die mehrstufige Anmeldung einen Zustand, den dieses Programm nicht kennt.";

    public override string MultiFactorMayBeAsked(IReadOnlyList<string> policies) =>
        $"Eine Richtlinie für bedingten Zugriff verlangt sie vielleicht, je nachdem, wo und wie Sie sich anmelden: {Quoted(policies)}.";

    public override string MultiFactorNotAsked =>
        "Weder die Einstellung des Kontos noch die Sicherheitsstandards noch eine Richtlinie für bedingten Zugriff verlangen sie.";

    public override string LegacyBlockedBySharePoint => "SharePoint erlaubt sie nicht";

    public override string LegacyBlockedByDefaults => "die Sicherheitsstandards sperren sie";

    public override string LegacyBlockedByPolicy(string policy) => $"die Richtlinie für bedingten Zugriff \"{policy}\" hält alte Clients fern";

    public override string LegacyBlocked(IReadOnlyList<string> blocks, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "Das verhindert nichts: Die Anmeldung im Browser benutzt sie nicht. " : "")
        + $"Die Legacyauthentifizierung ist gesperrt: {string.Join(", und ", blocks)}.";

    public override string LegacyMayBeBlocked(IReadOnlyList<string> policies) =>
        $"Eine Richtlinie für bedingten Zugriff hält alte Clients vielleicht fern, je nachdem, wo sie sich anmelden: {Quoted(policies)}.";

    public override string LegacyNotBlocked =>
        "Weder die Einstellung von SharePoint noch die Sicherheitsstandards noch eine Richtlinie für bedingten Zugriff sperren sie. Seit dem 1. Mai 2026 macht das "
        + "keinen Unterschied mehr.";

    public override string AccessBlocked(IReadOnlyList<string> policies) => $"Der bedingte Zugriff lässt dieses Konto hier nicht zur Anmeldung zu: {Quoted(policies)}.";

    public override IReadOnlyList<string> AccessSteps =>
    [
        "Benutzen Sie ein anderes Konto, das die Richtlinie nicht erfasst, oder",
        "bitten Sie die Zuständigen, dieses Konto oder die Anmelde-App der Erneuerung von der Richtlinie auszunehmen.",
        "Prüfen Sie noch einmal; eine geänderte Richtlinie braucht ein paar Minuten.",
    ];

    public override string AccessNeedsDevice(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verlangt ein verwaltetes Gerät: {Quoted(policies)}. Melden Sie sich von einem solchen an, dann ist es kein Hindernis.";

    public override string AccessMayNeedDevice(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verlangt vielleicht ein verwaltetes Gerät, je nachdem, wo und wie Sie sich anmelden: {Quoted(policies)}.";

    public override string AccessNeedsMore(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verlangt eine bestimmte App oder das Steuerelement eines anderen Herstellers; ein Browser erfüllt das vielleicht nicht: {Quoted(policies)}.";

    public override string AccessMayBeBlocked(IReadOnlyList<string> policies) =>
        $"Der bedingte Zugriff verhindert die Anmeldung vielleicht, je nachdem, wo und wie Sie sich anmelden: {Quoted(policies)}.";

    public override string AccessOpen(bool asksForMultiFactor, IReadOnlyList<string> wouldBlock) =>
        "Keine geltende Richtlinie hält dieses Konto fern."
        + (asksForMultiFactor ? " Sie werden nach einem zweiten Faktor gefragt." : "")
        + (wouldBlock.Count > 0 ? $" Nur im Bericht und jetzt ohne Wirkung: {Quoted(wouldBlock)}." : "");
}
