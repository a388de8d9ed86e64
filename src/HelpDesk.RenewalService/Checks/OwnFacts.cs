using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Entra;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Checks;

/// <summary>Gathers what the service knows for a checklist without the customer's directory: its vault, its renewals, and SharePoint's access control.</summary>
internal sealed class OwnFacts(
    IRegistrations registrations,
    IRenewals renewals,
    ISecretVault vault,
    ITokenProof proof,
    ICheckConfirmations confirmations,
    IOptions<EntraOptions> options,
    TimeProvider time)
{
    /// <summary>The bot waits ten seconds for the first results: no part of them takes longer than this.</summary>
    public static readonly TimeSpan PartLimit = TimeSpan.FromSeconds(4);

    /// <summary>The apps that a sign-in for the renewal goes to.</summary>
    public IReadOnlyList<string> SignInApps => [.. new[] { options.Value.SignInClientId, options.Value.ClientId }.OfType<string>().Where(id => id.Length > 0)];

    /// <returns>What is known at once, and what SharePoint's access control is still being asked.</returns>
    public async Task<(ServiceFacts Facts, Task<ProofAnswer?> AccessControl)> ReadAsync(Registration registration, ConsentFacts consent, CancellationToken cancellation)
    {
        var secret = TryAsync(c => vault.ReadAsync(registration.Id, VaultNames.ClientSecret, c), cancellation);
        var trial = TryVaultAsync(cancellation);
        var known = renewals.ListAsync(registration.TenantId, registration.Id, cancellation);
        var said = confirmations.ListAsync(registration.Id, cancellation);
        await Task.WhenAll(secret, trial, known, said);
        var present = await secret;
        var facts = new ServiceFacts
        {
            Now = time.GetUtcNow(),
            Consent = consent,
            Vault = present.Select(s => new VaultHolding(s is not null, s?.KeyId)),
            VaultTakesValues = await trial,
            Renewals = await known,
            Confirmations = await said,
            SignInApps = SignInApps,
        };
        return (facts, AskAccessControlAsync(registration, present.IsRead ? present.Value : null, cancellation));
    }

    private async Task<Reading<bool>> TryVaultAsync(CancellationToken cancellation)
    {
        try
        {
            using var limit = Limit(cancellation);
            await vault.TryOutAsync(limit.Token);
            return Reading.Of(true);
        }
        catch (VaultException)
        {
            return Reading.Of(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Reading.Unreadable<bool>(new(DirectoryFault.Throttled));
        }
    }

    private static async Task<Reading<VaultSecret?>> TryAsync(Func<CancellationToken, Task<VaultSecret?>> read, CancellationToken cancellation)
    {
        try
        {
            using var limit = Limit(cancellation);
            return Reading.Of(await read(limit.Token));
        }
        catch (VaultException)
        {
            return Reading.Unreadable<VaultSecret?>(new(DirectoryFault.Refused));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Reading.Unreadable<VaultSecret?>(new(DirectoryFault.Throttled));
        }
    }

    private async Task<ProofAnswer?> AskAccessControlAsync(Registration registration, VaultSecret? secret, CancellationToken cancellation)
    {
        var status = await registrations.StatusAsync(registration.TenantId, registration.Id, cancellation);
        if (secret is null || status?.Strategy is not { } strategy || !strategy.NeedsKeyPair())
        {
            return null;
        }

        using var limit = Limit(cancellation);
        try
        {
            return await proof.TryAsync(
                new() { Strategy = strategy, TenantId = registration.TenantId, ClientId = registration.ClientId, SiteUrl = registration.SiteUrl, Secret = secret.Secret },
                limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(ProofVerdict.Unreachable, "SharePoint's access control service did not answer in time.");
        }
    }

    private static CancellationTokenSource Limit(CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(PartLimit);
        return limit;
    }
}
