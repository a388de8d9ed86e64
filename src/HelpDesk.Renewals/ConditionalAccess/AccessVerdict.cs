namespace HelpDesk.Renewals.ConditionalAccess;

/// <summary>A policy and whether it applies.</summary>
public sealed record PolicyVerdict(ConditionalAccessPolicy Policy, PolicyMatch Match);

/// <summary>How much a control is asked for, the weakest first.</summary>
public enum Demand
{
    NotAsked,

    /// <summary>By a policy that may apply.</summary>
    Possible,

    /// <summary>As one way of several.</summary>
    OneOfSeveral,
    Required,
}

/// <summary>What all policies together make of a sign-in.</summary>
public sealed record AccessVerdict
{
    /// <summary>Every policy that was given. One that is not in force does not apply.</summary>
    public required IReadOnlyList<PolicyVerdict> Policies { get; init; }

    /// <summary>Policies that are only logged and would apply or may apply. They change nothing.</summary>
    public required IReadOnlyList<PolicyVerdict> ReportOnly { get; init; }

    public required IReadOnlyList<ConditionalAccessPolicy> BlockedBy { get; init; }

    /// <summary>Policies that may apply and block, or of which too little is known to say that they do not.</summary>
    public required IReadOnlyList<ConditionalAccessPolicy> MayBeBlockedBy { get; init; }

    /// <summary>Policies that apply and demand of a legacy client what no such client can do. Empty for the others.</summary>
    public required IReadOnlyList<ConditionalAccessPolicy> LegacyCannotSatisfy { get; init; }

    public required IReadOnlyList<ConditionalAccessPolicy> LegacyMayNotSatisfy { get; init; }

    public bool IsBlocked => BlockedBy.Count > 0;

    public bool MayBeBlocked => MayBeBlockedBy.Count > 0;

    public Demand MultiFactor => DemandFor(ControlKind.MultiFactor);

    public Demand Device => DemandFor(ControlKind.Device);

    /// <summary>Any other control, such as terms of use.</summary>
    public Demand Other => Enum.GetValues<ControlKind>()
        .Where(k => k is not (ControlKind.Block or ControlKind.MultiFactor or ControlKind.Device))
        .Max(DemandFor);

    public Demand DemandFor(ControlKind kind) => Policies.Select(p => DemandOf(p, kind)).DefaultIfEmpty().Max();

    private static Demand DemandOf(PolicyVerdict verdict, ControlKind kind)
    {
        if (verdict.Match.DoesNotApply)
        {
            return Demand.NotAsked;
        }

        if (verdict.Policy.HasUnknownParts)
        {
            return Demand.Possible;
        }

        if (verdict.Policy.Grant is not { } grant || !grant.Controls.Contains(kind))
        {
            return Demand.NotAsked;
        }

        if (verdict.Match.MayApply)
        {
            return Demand.Possible;
        }

        return grant.Operator is GrantOperator.And || grant.Controls.All(c => c == kind) ? Demand.Required : Demand.OneOfSeveral;
    }
}
