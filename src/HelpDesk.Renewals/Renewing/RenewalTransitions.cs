using System.Collections.Frozen;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Which state may follow which.</summary>
public static class RenewalTransitions
{
    private static readonly FrozenDictionary<RenewalState, RenewalState[]> Allowed = new Dictionary<RenewalState, RenewalState[]>
    {
        [RenewalState.Claimed] = [RenewalState.Preflighted, RenewalState.RolledBack, RenewalState.NeedsSignIn, RenewalState.NeedsPerson],
        [RenewalState.Preflighted] = [RenewalState.Staged, RenewalState.RolledBack, RenewalState.NeedsSignIn, RenewalState.NeedsPerson],
        [RenewalState.Staged] = [RenewalState.Delivered, RenewalState.RolledBack, RenewalState.NeedsSignIn, RenewalState.NeedsPerson],
        [RenewalState.Delivered] = [RenewalState.Propagating, RenewalState.Proven, RenewalState.NeedsPerson],
        [RenewalState.Propagating] = [RenewalState.Proven, RenewalState.NeedsPerson],
        [RenewalState.Proven] = [RenewalState.Retired],
        [RenewalState.NeedsSignIn] = [RenewalState.Claimed],
        [RenewalState.Retired] = [],
        [RenewalState.RolledBack] = [],
        [RenewalState.NeedsPerson] = [],
        [RenewalState.Unknown] = [],
    }.ToFrozenDictionary();

    public static bool IsAllowed(RenewalState from, RenewalState to) => Allowed[from].Contains(to);

    /// <summary>Whether the registration is taken: no other renewal may start.</summary>
    public static bool IsActive(RenewalState state) => state is
        RenewalState.Claimed or RenewalState.Preflighted or RenewalState.Staged or RenewalState.Delivered or RenewalState.Propagating
        or RenewalState.NeedsSignIn;

    /// <summary>Whether the directory's part of the renewal is still going on.</summary>
    public static bool IsWriting(RenewalState state) => state is RenewalState.Claimed or RenewalState.Preflighted or RenewalState.Staged;

    /// <summary>Whether HelpDesk can read the new secret from the vault.</summary>
    public static bool IsDelivered(RenewalState state) => state is
        RenewalState.Delivered or RenewalState.Propagating or RenewalState.Proven or RenewalState.Retired;
}
