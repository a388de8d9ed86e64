using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Rotation;

/// <summary>How long a new secret may last: the shortest of the wish and what the tenant's policies allow.</summary>
public static class Lifetime
{
    /// <summary>What the directory gives when nobody asks for less.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromDays(730);

    /// <summary>The longest that Microsoft's page ever described for a secret of SharePoint's access control.</summary>
    public static readonly TimeSpan LongestAcs = TimeSpan.FromDays(3 * 365);

    // Microsoft asks to keep an old ACS secret configured, and not to remove it, until a week after its end.
    private static readonly TimeSpan AcsGrace = TimeSpan.FromDays(7);

    // The directory measures from the start that it sets itself, a moment after we computed the end.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>What the tenant's policies forbid that a renewal needs; null when nothing.</summary>
    public static RefusedByPolicy? Refusal(RotationStrategy strategy, CredentialRules? rules) => rules switch
    {
        { PasswordsRefused: true } => RefusedByPolicy.Passwords,
        { SymmetricKeysRefused: true } when strategy.NeedsKeyPair() => RefusedByPolicy.SymmetricKeys,
        _ => null,
    };

    /// <summary>What they may forbid, should they cover the object; the directory itself knows.</summary>
    public static RefusedByPolicy? PossibleRefusal(RotationStrategy strategy, CredentialRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Refusal(strategy, new() { PasswordsRefused = rules.PasswordsMayBeRefused, SymmetricKeysRefused = rules.SymmetricKeysMayBeRefused });
    }

    /// <summary>The end to ask for; the end that counts is the one that the directory answers with.</summary>
    public static DateTimeOffset EndOf(RotationStrategy strategy, CredentialRules? rules, TimeSpan wish, DateTimeOffset now)
    {
        var allowed = new[] { rules?.LongestPassword, strategy.NeedsKeyPair() ? rules?.LongestSymmetricKey : null }
            .Where(limit => limit is not null)
            .Select(limit => limit!.Value > Slack ? limit.Value - Slack : limit.Value)
            .Append(wish)
            .Append(strategy.NeedsKeyPair() ? LongestAcs : wish)
            .Min();
        return now + allowed;
    }

    /// <summary>How long after its end an old secret stays configured and in the directory.</summary>
    public static TimeSpan GraceAfterExpiry(this RotationStrategy strategy) => strategy.NeedsKeyPair() ? AcsGrace : TimeSpan.Zero;

    public static bool NeedsKeyPair(this RotationStrategy strategy) => strategy is not RotationStrategy.EntraApplication;
}

/// <summary>What an app-management policy of the tenant forbids.</summary>
public enum RefusedByPolicy
{
    /// <summary><c>passwordAddition</c>.</summary>
    Passwords,

    /// <summary><c>symmetricKeyAddition</c>, which SharePoint's access control needs.</summary>
    SymmetricKeys,
}
