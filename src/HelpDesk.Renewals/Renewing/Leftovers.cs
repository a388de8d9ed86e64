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
               let kind = KindOf(password, strategy, history, now)
               where kind is not null
               orderby password.End
               select new Leftover { KeyId = password.KeyId, Kind = kind.Value, Ends = password.End },
        ];

    /// <summary>Without those that HelpDesk is still offered by the vault. Throws <see cref="VaultException"/>.</summary>
    public static async Task<IReadOnlyList<Leftover>> NotInUseAsync(
        IReadOnlyList<Leftover> leftovers, ISecretVault vault, Guid registrationId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(leftovers);
        ArgumentNullException.ThrowIfNull(vault);
        if (leftovers.All(l => l.Kind is LeftoverKind.Orphan))
        {
            return leftovers;
        }

        VaultSecret?[] offered =
        [
            await vault.ReadAsync(registrationId, VaultNames.ClientSecret, cancellation),
            await vault.ReadAsync(registrationId, VaultNames.SecondaryClientSecret, cancellation),
        ];
        // A value that was put there without its key ID could be any of them.
        var any = Array.Exists(offered, o => o is { KeyId: null });
        return [.. leftovers.Where(l => l.Kind is LeftoverKind.Orphan || (!any && !Array.Exists(offered, o => o?.KeyId == l.KeyId)))];
    }

    private static LeftoverKind? KindOf(PasswordEntry password, RotationStrategy strategy, RenewalHistory history, DateTimeOffset now) =>
        history.IsLeftover(password) ? (history.IsBeingRenewed(password) ? null : LeftoverKind.Orphan)
        : password.End + strategy.GraceAfterExpiry() <= now && history.HasPartIn(password.KeyId) ? LeftoverKind.Expired
        : null;
}
