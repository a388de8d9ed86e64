using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Proofs;

/// <summary>What follows from an attempt to prove a secret.</summary>
public abstract record ProofStep
{
    private ProofStep()
    {
    }

    public sealed record Proven : ProofStep;

    /// <summary>Normal for now; the next attempt is at <paramref name="NextAt"/>.</summary>
    public sealed record Pending(DateTimeOffset NextAt) : ProofStep;

    /// <summary>The time within which it had to work is over.</summary>
    public sealed record GivenUp : ProofStep;
}

/// <summary>
/// When Entra is asked about a secret that it has just made. It needs 4 to 18 seconds, as observed (no promise of Microsoft's): one try early in
/// that time and one after it are enough for nearly all.
/// </summary>
public sealed record EntraProofTimes
{
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(6);

    public TimeSpan Usual { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>
/// When a new secret can be proven, and how long "refused" is normal. A plain Entra secret works within seconds. ACS signs with the
/// oldest secret that is still valid and takes a day to learn of a new one, so there it can only work once both are over.
/// </summary>
public static class ProofSchedule
{
    private static readonly TimeSpan EntraWindow = TimeSpan.FromHours(24);
    private static readonly TimeSpan AcsPropagation = TimeSpan.FromHours(24);
    private static readonly TimeSpan AcsPatience = TimeSpan.FromHours(24);
    private static readonly TimeSpan Silence = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>When it is worth a first try. Access control is asked at once, to see that it answers at all.</summary>
    public static DateTimeOffset FirstAt(RotationStrategy strategy, DateTimeOffset writtenAt, EntraProofTimes entra) =>
        strategy.NeedsKeyPair() ? writtenAt : writtenAt + entra.First;

    public static DateTimeOffset ExpectedAt(RotationStrategy strategy, DateTimeOffset writtenAt, DateTimeOffset? lastOldExpires, EntraProofTimes entra)
    {
        if (!strategy.NeedsKeyPair())
        {
            return writtenAt + entra.Usual;
        }

        var propagated = writtenAt + AcsPropagation;
        return lastOldExpires > propagated ? lastOldExpires.Value : propagated;
    }

    public static DateTimeOffset GiveUpAt(RotationStrategy strategy, DateTimeOffset writtenAt, DateTimeOffset expectedAt) =>
        strategy.NeedsKeyPair() ? expectedAt + AcsPatience : writtenAt + EntraWindow;

    /// <param name="verdict">What the attempt said.</param>
    /// <param name="attempts">How many attempts there were since the proof was expected, this one included.</param>
    /// <param name="expectedAt">From when on it should work.</param>
    /// <param name="giveUpAt">Until when a refusal is normal.</param>
    /// <param name="now">The time of the attempt.</param>
    public static ProofStep After(ProofVerdict verdict, int attempts, DateTimeOffset expectedAt, DateTimeOffset giveUpAt, DateTimeOffset now) => verdict switch
    {
        ProofVerdict.TokenIssued => new ProofStep.Proven(),
        not ProofVerdict.Unreachable when now >= giveUpAt => new ProofStep.GivenUp(),
        // No answer says nothing of the secret, but for ever nobody waits.
        _ when now >= giveUpAt + Silence => new ProofStep.GivenUp(),
        // Before its time a try would only be noise.
        _ when now < expectedAt => new ProofStep.Pending(expectedAt),
        _ => new ProofStep.Pending(now + Backoff(attempts)),
    };

    /// <summary>5 s, 10 s, 20 s … up to an hour: what is slower than usual is not in a hurry.</summary>
    private static TimeSpan Backoff(int attempts)
    {
        var wait = TimeSpan.FromSeconds(2.5 * Math.Pow(2, Math.Clamp(attempts, 1, 12)));
        return wait < Longest ? wait : Longest;
    }
}
