using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Rotation;

/// <summary>How long a new secret may last: the shortest of the wish and what the tenant's policies allow.</summary>
public static class Lifetime
{
    /// <summary>What the directory gives when nobody asks for less.</summary>
    public static readonly TimeSpan Wish = TimeSpan.FromDays(730);

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

    public static DateTimeOffset EndOf(RotationStrategy strategy, CredentialRules? rules, DateTimeOffset now)
    {
        var allowed = new[] { rules?.LongestPassword, strategy.NeedsKeyPair() ? rules?.LongestSymmetricKey : null }
            .Where(limit => limit is not null)
            .Select(limit => limit!.Value > Slack ? limit.Value - Slack : limit.Value)
            .Append(Wish)
            .Min();
        return now + allowed;
    }

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
