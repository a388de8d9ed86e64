using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>Words about the account.</summary>
internal sealed partial class EnglishCheckTexts
{
    public override string HoldsRole(string account, RoleHolding role) => $"{account} is {role.Name}{Source(role.Source)}.";

    public override string HoldsLesserRole(string account, RoleHolding role) =>
        $"{account} is not Global Administrator but {role.Name}{(role.Scope is RoleScope.App ? " for this app" : "")}{Source(role.Source)}, which suffices to renew.";

    public override string OwnsApp(string account) => $"{account} holds no administrator role but owns the app, which suffices to renew.";

    public override string RoleNotActive(string account, RoleHolding role) =>
        $"{account} may become {role.Name} but has not activated the role now. Activate it, then check again.";

    public override IReadOnlyList<string> ActivationSteps(string role) =>
    [
        $"Open \"My roles\" in Privileged Identity Management and activate {role}.",
        "If somebody has to approve it, wait for that.",
        "Check again after a minute or two: the directory takes a moment to know.",
    ];

    public override string RoleMissing(string account, IReadOnlyList<RoleHolding> roles, Unreadable? eligible, SignInRoute route)
    {
        if (eligible is not null)
        {
            return $"{account} holds no role that suffices now. Whether one could be activated could not be read: {Because(eligible.Fault)}{Codes(eligible)}";
        }

        var has = roles.Count == 0 ? "no administrator role" : string.Join(", ", roles.Select(r => r.Scope is RoleScope.Part ? $"{r.Name} (for a part of the directory only)" : r.Name));
        var owner = route is SignInRoute.Delegated ? ", and does not own the app" : "";
        return $"{account} holds {has}{owner}; that does not suffice to renew.";
    }

    public override string MayOwnApp(string account, Unreadable why) =>
        $"{account} holds no role that suffices. Whether it owns the app, which would suffice, could not be read: {Because(why.Fault)}{Codes(why)}";

    public override IReadOnlyList<string> RoleSteps(bool hasPeople) =>
    [
        .. hasPeople ? ["Ask one of the people below to renew: they hold a role that suffices."] : Array.Empty<string>(),
        "Ask a Global Administrator for the role Application Administrator, best as eligible and for a few hours.",
        "Or use another account that holds such a role.",
    ];

    public override string NoInitialDomain(string login) => $"The directory names no initial domain, so {login} cannot be compared with it.";

    public override string LoginIsInitial(string login, string initial) => $"{login} is in the initial domain {initial}.";

    public override string LoginIsElsewhere(string login, string initial, string domain, bool? isFederated, SignInRoute route)
    {
        var federated = isFederated switch
        {
            true => $"{domain} is federated: another system signs its people in",
            false => $"{domain} is not federated",
            null => $"the directory does not list {domain}",
        };
        return $"{login} is not in the initial domain {initial}; {federated}.{(route is SignInRoute.Delegated ? BrowserDoesNotCare : "")}";
    }

    public override string AskedByAccount(string state) => $"the account's own setting is '{state}'";

    public override string AskedByDefaults => "security defaults are on and ask every administrator for it";

    public override string AskedByPolicy(string policy) => $"the Conditional Access policy \"{policy}\" asks for it";

    public override string MultiFactorAsked(IReadOnlyList<string> demands, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "This does not block: you answer it when you sign in. " : "")
        + $"Multi-factor authentication is asked for: {string.Join(", and ", demands)}.";

    public override string MultiFactorStateUnknown => "The directory gives a state of multi-factor authentication that this product does not know.";

    public override string MultiFactorMayBeAsked(IReadOnlyList<string> policies) =>
        $"A Conditional Access policy may ask for it, depending on where and how you sign in: {Quoted(policies)}.";

    public override string MultiFactorNotAsked => "Neither the account's own setting nor security defaults nor a Conditional Access policy asks for it.";

    public override string LegacyBlockedBySharePoint => "SharePoint does not allow it";

    public override string LegacyBlockedByDefaults => "security defaults block it";

    public override string LegacyBlockedByPolicy(string policy) => $"the Conditional Access policy \"{policy}\" keeps old clients out";

    public override string LegacyBlocked(IReadOnlyList<string> blocks, SignInRoute route) =>
        (route is SignInRoute.Delegated ? "This does not block: the sign-in in the browser does not use it. " : "")
        + $"Legacy authentication is blocked: {string.Join(", and ", blocks)}.";

    public override string LegacyMayBeBlocked(IReadOnlyList<string> policies) =>
        $"A Conditional Access policy may keep old clients out, depending on where they sign in: {Quoted(policies)}.";

    public override string LegacyNotBlocked =>
        "Neither SharePoint's setting nor security defaults nor a Conditional Access policy blocks it. Since 1 May 2026 that makes no difference any more.";

    public override string AccessBlocked(IReadOnlyList<string> policies) => $"Conditional Access does not let this account sign in here: {Quoted(policies)}.";

    public override IReadOnlyList<string> AccessSteps =>
    [
        "Use another account that the policy does not cover, or",
        "ask who looks after Conditional Access to exclude this account, or the sign-in app of the renewal, from the policy.",
        "Check again; a changed policy takes a few minutes.",
    ];

    public override string AccessNeedsDevice(IReadOnlyList<string> policies) =>
        $"Conditional Access asks for a managed device: {Quoted(policies)}. Sign in from one, and this is no obstacle.";

    public override string AccessMayNeedDevice(IReadOnlyList<string> policies) =>
        $"Conditional Access may ask for a managed device, depending on where and how you sign in: {Quoted(policies)}.";

    public override string AccessNeedsMore(IReadOnlyList<string> policies) =>
        $"Conditional Access asks for a certain app or for another vendor's control, which a browser may not satisfy: {Quoted(policies)}.";

    public override string AccessMayBeBlocked(IReadOnlyList<string> policies) =>
        $"Conditional Access may stop the sign-in, depending on where and how you sign in: {Quoted(policies)}.";

    public override string AccessOpen(bool asksForMultiFactor, IReadOnlyList<string> wouldBlock) =>
        "No policy that is in force keeps this account out."
        + (asksForMultiFactor ? " You will be asked for a second factor." : "")
        + (wouldBlock.Count > 0 ? $" Only reported, and without effect now: {Quoted(wouldBlock)}." : "");
}
