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

    /// <summary>Why the tenant's policies leave no way to renew, in plain words; null when they do.</summary>
    public static string? Refusal(RotationStrategy strategy, CredentialRules? rules) => rules switch
    {
        { PasswordsRefused: true } => "A policy of this tenant (app management, passwordAddition) forbids new client secrets.",
        { SymmetricKeysRefused: true } when strategy.NeedsKeyPair() =>
            "A policy of this tenant (app management, symmetricKeyAddition) forbids the symmetric keys that SharePoint's access control needs.",
        _ => null,
    };

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
