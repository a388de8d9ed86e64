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
        new GraphReader(Open(async cancellation => (await tokens.ForServiceAsync(tenantId, options.Value.Scope, cancellation)).AccessToken), options.Value);

    /// <summary>Exchanges the person's token at once, so that a refusal is known before anything begins.</summary>
    public async Task<SignedInDirectory> OnBehalfOfAsync(string tenantId, SecretText assertion, CancellationToken cancellation)
    {
        var signIn = tokens.OneSignIn(tenantId);
        var token = await TenantTokens.OnBehalfOfAsync(signIn, assertion, options.Value.Scope, cancellation);
        return new(
            new GraphWriter(Open(async c => (await TenantTokens.OnBehalfOfAsync(signIn, assertion, options.Value.Scope, c)).AccessToken), options.Value),
            WriteConsent.In(token.Scopes));
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

/// <summary>A directory in the name of who signed in.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="MayWrite">Whether the organisation lets the service write apps for this person; null when the token does not say.</param>
internal sealed record SignedInDirectory(IDirectoryWriter Directory, bool? MayWrite);

internal static class WriteConsent
{
    // https://learn.microsoft.com/graph/api/application-addpassword
    private static readonly string[] Suffices = ["Application.ReadWrite.All", "Directory.ReadWrite.All"];

    public static bool? In(IEnumerable<string> scopes)
    {
        // A scope may come with the resource before its name, and the answer may name none at all: MSAL then repeats what was asked for.
        var names = scopes.Select(s => s[(s.LastIndexOf('/') + 1)..]).Where(s => s is not (".default" or "openid" or "profile" or "offline_access")).ToList();
        return names.Count == 0 ? null : names.Exists(n => Suffices.Contains(n, StringComparer.OrdinalIgnoreCase));
    }
}
