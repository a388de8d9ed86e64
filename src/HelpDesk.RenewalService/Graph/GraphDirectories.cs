using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Secrets;
using HelpDesk.RenewalService.Entra;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Opens customers' directories through Microsoft Graph.</summary>
internal sealed class GraphDirectories(TenantTokens tokens, IHttpClientFactory clients, IOptions<GraphOptions> options) : IDirectories
{
    public const string ClientName = "graph";

    public IDirectoryReader AsService(string tenantId) =>
        new GraphReader(Open(async cancellation => (await tokens.ForServiceAsync(tenantId, options.Value.Scope, cancellation)).AccessToken), options.Value.Beta);

    /// <summary>Exchanges the person's token at once, so that a refusal is known before anything begins.</summary>
    public async Task<IDirectoryWriter> OnBehalfOfAsync(string tenantId, SecretText assertion, CancellationToken cancellation)
    {
        var signIn = tokens.OneSignIn(tenantId);
        await TenantTokens.OnBehalfOfAsync(signIn, assertion, options.Value.Scope, cancellation);
        return new GraphWriter(
            Open(async c => (await TenantTokens.OnBehalfOfAsync(signIn, assertion, options.Value.Scope, c)).AccessToken), options.Value.Beta);
    }

    private GraphServiceClient Open(Func<CancellationToken, Task<string>> token) =>
        new(clients.CreateClient(ClientName), new BaseBearerTokenAuthenticationProvider(new TokenProvider(token, new Uri(options.Value.BaseUrl!))), options.Value.BaseUrl);

    private sealed class TokenProvider(Func<CancellationToken, Task<string>> token, Uri graph) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new([graph.Host]);

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
            // A link to the next page comes from outside; the token goes to Graph only.
            Uri.Compare(uri, graph, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
                ? token(cancellationToken)
                : throw new DirectoryException(DirectoryFault.Refused, "The directory answered with a link that leads elsewhere.");
    }
}
