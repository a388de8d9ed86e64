using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.RenewalService.Registrations;

/// <summary>Apps of a tenant that may be HelpDesk. Client IDs differ from tenant to tenant, so the name is all there is to go by.</summary>
internal static class Candidates
{
    private const string NamePrefix = "HelpDesk";

    public static async Task<IReadOnlyList<Candidate>> FindAsync(IDirectoryReader directory, CancellationToken cancellation) =>
        [.. (await directory.FindByNameAsync(NamePrefix, cancellation)).Select(Describe).OrderBy(c => c.DisplayName, StringComparer.OrdinalIgnoreCase)];

    private static Candidate Describe(Principal principal)
    {
        var choice = StrategySelection.Choose(principal);
        var shown = choice.Holder ?? principal.ServicePrincipal?.Object ?? principal.Application!;
        return new()
        {
            ClientId = shown.ClientId,
            DisplayName = shown.DisplayName,
            Strategy = choice.Strategy,
            RefusedBecause = choice.RefusedBecause,
            CoveredUntil = SecretReading.Of(principal, RenewalHistory.None).CoveredUntil,
        };
    }
}
