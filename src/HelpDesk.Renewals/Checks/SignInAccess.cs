using HelpDesk.Renewals.ConditionalAccess;

namespace HelpDesk.Renewals.Checks;

/// <summary>What Conditional Access makes of the account's sign-in, as names of policies.</summary>
public sealed class SignInAccess
{
    // A password that is typed into HelpDesk signs in to SharePoint itself.
    private const string SharePointOnline = "00000003-0000-0ff1-ce00-000000000000";

    private static readonly ControlKind[] AppOrCustom = [ControlKind.App, ControlKind.Custom];

    private readonly AccessVerdict _verdict;

    private SignInAccess(AccessVerdict verdict) => _verdict = verdict;

    public IReadOnlyList<string> BlockedBy => Names(_verdict.BlockedBy);

    public IReadOnlyList<string> MayBeBlockedBy => Names(_verdict.MayBeBlockedBy);

    /// <summary>Also where a second factor is one way of several.</summary>
    public IReadOnlyList<string> AsksForMultiFactor => Names(With(ControlKind.MultiFactor).Where(v => v.Match.Applies).Select(v => v.Policy));

    /// <summary>Also where too little of a policy is understood to say that it does not.</summary>
    public IReadOnlyList<string> MayAskForMultiFactor => Names(
        from verdict in _verdict.Policies
        where !verdict.Match.DoesNotApply
        where verdict.Policy.HasUnknownParts
            || verdict.Policy.Grant?.Controls.Any(c => c is ControlKind.Unknown || (c is ControlKind.MultiFactor && verdict.Match.MayApply)) is true
        select verdict.Policy);

    /// <summary>Only where nothing else would do.</summary>
    public IReadOnlyList<string> AsksForDevice => Names(
        from verdict in With(ControlKind.Device)
        let grant = verdict.Policy.Grant!
        where verdict.Match.Applies && IsDemandedOf(grant, ControlKind.Device)
        select verdict.Policy);

    /// <summary>Also a client app, or a control of another vendor, that a browser cannot answer for.</summary>
    public IReadOnlyList<string> AsksForMore => Names(_verdict.Policies.Where(v => !v.Match.DoesNotApply && IsDemandedOf(v.Policy.Grant, AppOrCustom)).Select(v => v.Policy));

    public IReadOnlyList<string> MayAskForDevice => Names(
        _verdict.Policies.Where(v => v.Match.MayApply && IsDemandedOf(v.Policy.Grant, ControlKind.Device)).Select(v => v.Policy));

    /// <summary>Why it cannot be said of a policy whether it applies, where that is only because groups or roles could not be read.</summary>
    public Unreadable? Unread { get; private init; }

    public IReadOnlyList<string> StopsLegacyClients => Names(_verdict.BlockedBy.Concat(_verdict.LegacyCannotSatisfy).Distinct());

    public IReadOnlyList<string> MayStopLegacyClients => Names(_verdict.MayBeBlockedBy.Concat(_verdict.LegacyMayNotSatisfy).Distinct());

    /// <summary>Policies that are only logged and would block if they were switched on.</summary>
    public IReadOnlyList<string> WouldBlock => Names(_verdict.ReportOnly.Where(v => v.Policy.Grant is { Blocks: true }).Select(v => v.Policy));

    /// <summary>Null when the policies could not be read.</summary>
    public static SignInAccess? Of(CheckContext context, ClientType client) =>
        Evaluate(context.Facts, context.IsDelegated ? context.Service.SignInApps : [SharePointOnline], client) is { } verdict
            ? new(verdict) { Unread = OnlyUnread(verdict) ? context.Facts.Groups.Why ?? context.Facts.TenantRoles.Why : null }
            : null;

    public static AccessVerdict? Evaluate(AccountFacts facts, IReadOnlyList<string> apps, ClientType client) =>
        facts.ConditionalAccess.IsRead && apps.Count > 0
            ? ConditionalAccessEvaluator.Evaluate(facts.ConditionalAccess.Value, SignIn(facts, apps, client))
            : null;

    private static PlannedSignIn SignIn(AccountFacts facts, IReadOnlyList<string> apps, ClientType client) => new()
    {
        UserId = facts.AccountId,
        GroupIds = facts.Groups,
        RoleTemplateIds = facts.TenantRoles.Select<IReadOnlyList<string>>(roles => [.. roles.Select(r => r.TemplateId)]),
        IsGuest = facts.Account.IsRead ? facts.Account.Value.IsGuest : null,
        AppIds = apps,
        Client = client,
    };

    private static bool OnlyUnread(AccessVerdict verdict)
    {
        var doubts = verdict.Policies.Where(v => v.Match.MayApply).Select(v => v.Match.Doubts).ToList();
        return doubts.Count > 0 && doubts.TrueForAll(d => (d & ~(Doubts.GroupsUnreadable | Doubts.RolesUnreadable)) is Doubts.None);
    }

    /// <summary>Whether nothing but controls of these kinds would do, or one of them is needed beside others.</summary>
    private static bool IsDemandedOf(GrantControls? grant, params ControlKind[] kinds) => grant is not null
        && grant.Controls.Any(kinds.Contains)
        && (grant.Operator is GrantOperator.And || grant.Controls.All(kinds.Contains));

    private IEnumerable<PolicyVerdict> With(ControlKind kind) => _verdict.Policies.Where(v => v.Policy.Grant?.Controls.Contains(kind) is true);

    private static IReadOnlyList<string> Names(IEnumerable<ConditionalAccessPolicy> policies) => [.. policies.Select(p => p.DisplayName)];
}
