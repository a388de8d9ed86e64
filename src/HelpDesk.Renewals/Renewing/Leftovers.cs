using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Credentials that earlier renewals left in the directory and that nobody needs. What a renewal has no part in is not ours to remove, however
/// long it has expired.
/// </summary>
public static class Leftovers
{
    public static IReadOnlyList<Leftover> Of(Principal principal, RenewalHistory history, DateTimeOffset now) =>
        StrategySelection.Choose(principal) is not { Strategy: { } strategy, Holder: { } holder } ? [] :
        [
            .. from password in holder.Passwords
               let kind = KindOf(password, holder, strategy, history, now)
               where kind is not null
               orderby password.End
               select new Leftover { KeyId = password.KeyId, Kind = kind.Value, Ends = password.End },
        ];

    /// <summary>Without those that the vault offers to HelpDesk, or may. Throws <see cref="VaultException"/>.</summary>
    public static async Task<IReadOnlyList<Leftover>> NotInUseAsync(
        IReadOnlyList<Leftover> leftovers, ISecretVault vault, Guid registrationId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(leftovers);
        ArgumentNullException.ThrowIfNull(vault);
        if (leftovers.Count == 0)
        {
            return leftovers;
        }

        var offered = await OfferedAsync(vault, registrationId, cancellation);
        // A value that was put there without its key ID could be any of those that HelpDesk ever had.
        var any = offered.Contains(null);
        return [.. leftovers.Where(l => !offered.Contains(l.KeyId) && (l.Kind is LeftoverKind.Orphan || !any))];
    }

    /// <summary>Without those whose key ID the vault offers to HelpDesk, by whatever accident. Throws <see cref="VaultException"/>.</summary>
    internal static async Task<IReadOnlyList<PasswordEntry>> NotOfferedAsync(
        IReadOnlyList<PasswordEntry> passwords, ISecretVault vault, Guid registrationId, CancellationToken cancellation)
    {
        if (passwords.Count == 0)
        {
            return passwords;
        }

        var offered = await OfferedAsync(vault, registrationId, cancellation);
        return [.. passwords.Where(p => !offered.Contains(p.KeyId))];
    }

    /// <returns>The key IDs of what is there; null for one that has none.</returns>
    private static async Task<List<Guid?>> OfferedAsync(ISecretVault vault, Guid registrationId, CancellationToken cancellation)
    {
        VaultSecret?[] offered =
        [
            await vault.ReadAsync(registrationId, VaultNames.ClientSecret, cancellation),
            await vault.ReadAsync(registrationId, VaultNames.SecondaryClientSecret, cancellation),
        ];
        return [.. offered.OfType<VaultSecret>().Select(o => o.KeyId)];
    }

    private static LeftoverKind? KindOf(PasswordEntry password, DirectoryObject holder, RotationStrategy strategy, RenewalHistory history, DateTimeOffset now) =>
        history.IsLeftover(password) ? (history.IsBeingRenewed(password) ? null : LeftoverKind.Orphan)
        : password.End + strategy.GraceAfterExpiry() <= now && history.HasPartIn(password.KeyId) && history.HasSuccessor(holder.Passwords, now) ? LeftoverKind.Expired
        : null;
}
