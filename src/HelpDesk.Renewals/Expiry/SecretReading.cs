using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Expiry;

/// <summary>What one look at the directory says of a registration's secret.</summary>
public sealed record SecretReading
{
    // The pair is stamped with the password's dates or a few seconds off; a day apart means that one was renewed without the other.
    private static readonly TimeSpan PairTolerance = TimeSpan.FromDays(1);

    public RotationStrategy? Strategy { get; private init; }

    public DateTimeOffset? CoveredUntil { get; private init; }

    public Guid? KeyId { get; private init; }

    /// <summary>Why nothing can be promised, in plain words; null when <see cref="CoveredUntil"/> can be relied on.</summary>
    public string? UnknownBecause { get; private init; }

    public static SecretReading Unknown(string because) => new() { UnknownBecause = because };

    /// <param name="principal">What the directory holds.</param>
    /// <param name="isUnused">Tells passwords that HelpDesk never received, left behind by a renewal: they cover nothing.</param>
    public static SecretReading Of(Principal principal, Func<PasswordEntry, bool> isUnused)
    {
        var choice = StrategySelection.Choose(principal);
        if (choice is not { Strategy: { } strategy, Holder: { } holder })
        {
            return Unknown(choice.RefusedBecause!);
        }

        var latest = holder.Passwords.Where(p => p.End is not null && !isUnused(p)).MaxBy(p => p.End);
        if (latest is null)
        {
            return new() { Strategy = strategy, UnknownBecause = "The directory holds no client secret for this app." };
        }

        return new()
        {
            Strategy = strategy,
            CoveredUntil = latest.End,
            KeyId = latest.KeyId,
            UnknownBecause = Doubt(principal, strategy, holder, latest.End!.Value),
        };
    }

    private static string? Doubt(Principal principal, RotationStrategy strategy, DirectoryObject holder, DateTimeOffset end)
    {
        if (principal.ServicePrincipal is { AccountEnabled: false })
        {
            return "The app is disabled in the directory, so its secret is of no use until somebody enables it.";
        }

        if (!strategy.NeedsKeyPair())
        {
            return null;
        }

        var pair = new[] { KeyEntry.Sign, KeyEntry.Verify };
        return pair.All(usage => holder.Keys.Any(k => k.IsSymmetric && k.IsUsedTo(usage) && k.End >= end - PairTolerance))
            ? null
            : "The latest secret has no symmetric keys of the same age beside it; SharePoint's access control will not accept it.";
    }
}
