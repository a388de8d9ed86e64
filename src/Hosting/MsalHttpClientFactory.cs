using Microsoft.Identity.Client;

namespace HelpDesk.Hosting;

/// <summary>Lets MSAL use the host's pooled HTTP clients and with them what the host trusts.</summary>
internal sealed class MsalHttpClientFactory(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string ClientName = "msal";

    public HttpClient GetHttpClient() => clients.CreateClient(ClientName);
}
