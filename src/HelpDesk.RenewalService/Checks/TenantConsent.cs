using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using HelpDesk.RenewalService.Entra;
using HelpDesk.RenewalService.Graph;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Checks;

/// <summary>Whether an organisation has agreed to the service, as far as that shows without anybody's sign-in: it gets a token there, or none.</summary>
internal sealed class TenantConsent(TenantTokens tokens, IOptions<EntraOptions> entra, IOptions<GraphOptions> graph)
{
    public async Task<ConsentFacts> ReadAsync(string tenantId, CancellationToken cancellation)
    {
        var consent = new ConsentFacts(null, SignedIn: false, MayWrite: null, entra.Value.ConsentPageOf(tenantId));
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(OwnFacts.PartLimit);
            await tokens.ForServiceAsync(tenantId, graph.Value.Scope, limit.Token);
            return consent;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return consent with { Refusal = new(DirectoryFault.Throttled) };
        }
        catch (DirectoryException e)
        {
            return consent with { Refusal = Unreadable.Of(e) };
        }
    }
}
