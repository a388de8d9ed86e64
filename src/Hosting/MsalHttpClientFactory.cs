using Microsoft.Identity.Client;

namespace HelpDesk.Hosting;

/// <summary>Lets MSAL use the host's pooled HTTP clients and with them what the host trusts.</summary>
internal sealed class MsalHttpClientFactory(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string ClientName = "msal";

    // MSAL tries twice, and whoever waits for the token waits for both.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public HttpClient GetHttpClient()
    {
        var client = clients.CreateClient(ClientName);
        client.Timeout = Longest;
        return client;
    }
}
