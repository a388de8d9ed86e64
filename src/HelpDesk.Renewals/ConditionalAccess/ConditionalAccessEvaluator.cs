namespace HelpDesk.Renewals.ConditionalAccess;

/// <summary>Decides beforehand what the tenant's policies make of a sign-in, and says where nobody can.</summary>
/// <seealso href="https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policies"/>
public static class ConditionalAccessEvaluator
{
    /// <exception cref="ArgumentException">The sign-in goes to no app, so that no policy could ever match.</exception>
    public static AccessVerdict Evaluate(IReadOnlyList<ConditionalAccessPolicy> policies, PlannedSignIn signIn)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(signIn);
        if (signIn.AppIds.Count == 0)
        {
            throw new ArgumentException("A sign-in goes to at least one app.", nameof(signIn));
        }

        var verdicts = policies.Select(p => new PolicyVerdict(p, InForce(p, signIn))).ToList();
        return new()
        {
            Policies = verdicts,
            ReportOnly = ReportOnly(policies, signIn),
            BlockedBy = Where(verdicts, v => v.Match.Applies && v.Policy.Grant is { Blocks: true }),
            MayBeBlockedBy = Where(verdicts, MayBlock),
            LegacyCannotSatisfy = signIn.IsLegacy ? Where(verdicts, v => v.Match.Applies && Legacy(v.Policy).DoesNotApply) : [],
            LegacyMayNotSatisfy = signIn.IsLegacy ? Where(verdicts, LegacyMayNot) : [],
        };
    }

    private static PolicyMatch InForce(ConditionalAccessPolicy policy, PlannedSignIn signIn) => policy.State switch
    {
        PolicyState.Enabled => PolicyMatching.Of(policy, signIn),
        PolicyState.Disabled or PolicyState.ReportOnly => PolicyMatch.No,
        _ => PolicyMatch.All(PolicyMatching.Of(policy, signIn), PolicyMatch.Perhaps(Doubts.UnknownValue)),
    };

    private static List<PolicyVerdict> ReportOnly(IReadOnlyList<ConditionalAccessPolicy> policies, PlannedSignIn signIn) =>
    [
        .. policies
            .Where(p => p.State is PolicyState.ReportOnly)
            .Select(p => new PolicyVerdict(p, PolicyMatching.Of(p, signIn)))
            .Where(v => !v.Match.DoesNotApply),
    ];

    private static bool MayBlock(PolicyVerdict verdict)
    {
        if (verdict.Match.DoesNotApply)
        {
            return false;
        }

        return verdict.Policy.Grant is { Blocks: true }
            ? verdict.Match.MayApply
            : verdict.Policy.HasUnknownParts || Satisfiable(verdict.Policy.Grant, PolicyMatch.Yes).MayApply;
    }

    private static bool LegacyMayNot(PolicyVerdict verdict)
    {
        if (verdict.Match.DoesNotApply)
        {
            return false;
        }

        var satisfiable = Legacy(verdict.Policy);
        return satisfiable.MayApply || (verdict.Match.MayApply && satisfiable.DoesNotApply);
    }

    /// <summary>A legacy client sends a login and a password and can answer nothing.</summary>
    private static PolicyMatch Legacy(ConditionalAccessPolicy policy) => policy switch
    {
        { HasUnknownParts: true } => PolicyMatch.Perhaps(Doubts.UnknownValue),
        // Named as a block, not as a control that cannot be answered.
        { Grant.Blocks: true } => PolicyMatch.Yes,
        _ => Satisfiable(policy.Grant, PolicyMatch.No),
    };

    /// <summary>Whether the controls can be satisfied by a client that can satisfy all known ones, or none of them.</summary>
    private static PolicyMatch Satisfiable(GrantControls? grant, PolicyMatch known)
    {
        var each = (grant?.Controls ?? []).Select(c => c is ControlKind.Unknown ? PolicyMatch.Perhaps(Doubts.UnknownValue) : known).ToArray();
        if (each.Length == 0)
        {
            return PolicyMatch.Yes;
        }

        var (all, any) = (PolicyMatch.All(each), PolicyMatch.Any(each));
        return grant!.Operator switch
        {
            GrantOperator.And => all,
            GrantOperator.Or => any,
            _ => all == any ? all : PolicyMatch.Perhaps(Doubts.UnknownValue),
        };
    }

    private static List<ConditionalAccessPolicy> Where(List<PolicyVerdict> verdicts, Func<PolicyVerdict, bool> condition) =>
        [.. verdicts.Where(condition).Select(v => v.Policy)];
}
