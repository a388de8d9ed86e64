using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Proofs;
using HelpDesk.RenewalService.Entra;
using HelpDesk.RenewalService.Graph;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Proof;

/// <summary>Asks for a token exactly as HelpDesk would: no library, no cache, one request.</summary>
internal sealed class TokenProof(IHttpClientFactory clients, IOptions<EntraOptions> entra, IOptions<GraphOptions> graph, IOptions<AcsOptions> acs) : ITokenProof
{
    public const string ClientName = "proof";
    private const string SharePoint = "00000003-0000-0ff1-ce00-000000000000";

    public Task<ProofAnswer> TryAsync(ProofRequest request, CancellationToken cancellation) =>
        request.Strategy is RotationStrategy.EntraApplication ? TryEntraAsync(request, cancellation) : TryAcsAsync(request, cancellation);

    private Task<ProofAnswer> TryEntraAsync(ProofRequest request, CancellationToken cancellation) => AskAsync(
        new(entra.Value.AuthorityOf($"{request.TenantId}/oauth2/v2.0/token")),
        new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = request.ClientId,
            ["client_secret"] = request.Secret.Reveal(),
            ["scope"] = graph.Value.Scope,
        },
        "Microsoft Entra ID",
        cancellation);

    private async Task<ProofAnswer> TryAcsAsync(ProofRequest request, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(request.SiteUrl, UriKind.Absolute, out var site))
        {
            return new(ProofVerdict.SaysNothing, "The registration names no SharePoint site, and an access control token is for one site.");
        }

        // Add-ins send base64. Which of the two forms the service takes is not documented, so the other one gets its chance.
        var answer = await AskAcsAsync(request, request.Secret.RevealBase64(), site, cancellation);
        return answer.Verdict is ProofVerdict.SecretRefused
            ? Named(await AskAcsAsync(request, request.Secret.Reveal(), site, cancellation), "It took the plain value and not the base64 form that add-ins send.")
            : Named(answer, "It took the base64 form that add-ins send.");
    }

    private static ProofAnswer Named(ProofAnswer answer, string form) =>
        answer.Verdict is ProofVerdict.TokenIssued ? answer with { Evidence = $"{answer.Evidence} {form}" } : answer;

    private Task<ProofAnswer> AskAcsAsync(ProofRequest request, string secret, Uri site, CancellationToken cancellation) => AskAsync(
        acs.Value.TokenEndpoint(request.TenantId),
        new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = $"{request.ClientId}@{request.TenantId}",
            ["client_secret"] = secret,
            ["resource"] = $"{SharePoint}/{site.Host}@{request.TenantId}",
        },
        "SharePoint's access control service",
        cancellation);

    private async Task<ProofAnswer> AskAsync(Uri endpoint, Dictionary<string, string> form, string issuer, CancellationToken cancellation)
    {
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await clients.CreateClient(ClientName).PostAsync(endpoint, content, cancellation);
            return TokenAnswer.Read(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation), issuer);
        }
        catch (HttpRequestException)
        {
            return new(ProofVerdict.Unreachable, $"{issuer} could not be reached.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(ProofVerdict.Unreachable, $"{issuer} did not answer in time.");
        }
    }
}
