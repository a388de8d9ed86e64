using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.EndToEnd.Tests;

internal static class HttpClients
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddHttpClient().BuildServiceProvider();

    public static HttpClient Create(Uri baseAddress)
    {
        var client = Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = baseAddress;
        return client;
    }
}
