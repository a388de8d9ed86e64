using Microsoft.Identity.Client;

namespace HelpDesk.Hosting;

/// <summary>Lets MSAL use the host's pooled HTTP clients and with them what the host trusts.</summary>
internal sealed class MsalHttpClientFactory(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string ClientName = "msal";

    /// <summary>MSAL tries twice, and whoever waits for the token waits for both.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public HttpClient GetHttpClient() => clients.CreateClient(ClientName);
}
