using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Renewing;
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

    /// <summary>Credentials of earlier renewals that are of no use any more.</summary>
    public IReadOnlyList<Leftover> Leftovers { get; init; } = [];

    public static SecretReading Unknown(string because) => new() { UnknownBecause = because };

    /// <param name="principal">What the directory holds.</param>
    /// <param name="history">
    /// Tells which passwords promise nothing: those that HelpDesk never received, and those that it received and nobody has obtained a token with.
    /// </param>
    public static SecretReading Of(Principal principal, RenewalHistory history)
    {
        var choice = StrategySelection.Choose(principal);
        if (choice is not { Strategy: { } strategy, Holder: { } holder })
        {
            return Unknown(choice.RefusedBecause!);
        }

        var given = holder.Passwords.Where(p => p.End is not null && !history.IsLeftover(p)).OrderByDescending(p => p.End).ToList();
        var working = InUse(given, history) ?? given.Find(p => history.UnprovenBy(p.KeyId) is null);
        return new()
        {
            Strategy = strategy,
            CoveredUntil = working?.End,
            KeyId = working?.KeyId,
            UnknownBecause = Disabled(principal)
                ?? (given.Count > 0 ? Unproven(given[0], history, working) : "The directory holds no client secret for this app.")
                ?? Unpaired(strategy, holder, working!.End!.Value),
        };
    }

    /// <summary>
    /// What HelpDesk was given last is what it works with, even where an older secret lasts longer, unless somebody has added one since.
    /// </summary>
    private static PasswordEntry? InUse(List<PasswordEntry> given, RenewalHistory history) =>
        given.Find(p => p.KeyId == history.ProvenKeyId) is { } proven && !given.Exists(p => p.Start > proven.Start && history.UnprovenBy(p.KeyId) is null) ? proven : null;

    private static string? Disabled(Principal principal) => principal.ServicePrincipal is { AccountEnabled: false }
        ? "The app is disabled in the directory, so its secret is of no use until somebody enables it."
        : null;

    /// <summary>While a proof is still to come the secret before is what counts; once it was given up, nobody can say what HelpDesk works with.</summary>
    private static string? Unproven(PasswordEntry latest, RenewalHistory history, PasswordEntry? working) => history.UnprovenBy(latest.KeyId) switch
    {
        { State: RenewalState.NeedsPerson } renewal => $"The secret {latest.KeyId} that HelpDesk was given could not be proven. {renewal.Cause}",
        not null when working is null => $"The secret {latest.KeyId}, the only one, has not been proven yet.",
        _ => null,
    };

    private static string? Unpaired(RotationStrategy strategy, DirectoryObject holder, DateTimeOffset end)
    {
        var pair = new[] { KeyEntry.Sign, KeyEntry.Verify };
        return !strategy.NeedsKeyPair() || pair.All(usage => holder.Keys.Any(k => k.IsSymmetric && k.IsUsedTo(usage) && k.End >= end - PairTolerance))
            ? null
            : "The latest secret has no symmetric keys of the same age beside it; SharePoint's access control will not accept it.";
    }
}
