namespace HelpDesk.Renewals.ConditionalAccess;

/// <summary>What the directory's own what-if call says of one policy.</summary>
public sealed record WhatIfAnswer(string PolicyId, bool Applies);

/// <summary>A policy on which the directory's what-if call and this product disagree.</summary>
public sealed record Disagreement(ConditionalAccessPolicy Policy, bool Ours, bool Theirs);

public static class WhatIfComparison
{
    /// <summary>The policies in force of which both are certain, and differently so.</summary>
    public static IReadOnlyList<Disagreement> Disagreements(AccessVerdict ours, IEnumerable<WhatIfAnswer> theirs)
    {
        ArgumentNullException.ThrowIfNull(ours);
        return
        [
            .. from verdict in ours.Policies
               where verdict.Policy.State is PolicyState.Enabled && verdict.Match.IsCertain
               join answer in theirs on verdict.Policy.Id.ToUpperInvariant() equals answer.PolicyId.ToUpperInvariant()
               where answer.Applies != verdict.Match.Applies
               select new Disagreement(verdict.Policy, verdict.Match.Applies, answer.Applies),
        ];
    }
}
