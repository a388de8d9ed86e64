using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HelpDesk.Sandbox.Hosting;

/// <summary>The sandbox's own addresses, known once it listens (tests let the operating system choose the ports).</summary>
public sealed class SandboxAddresses(IServer server)
{
    /// <summary><c>https://localhost:{port}/</c>: identity, Graph, ACS, token service, connector.</summary>
    public Uri Https => Of("https");

    /// <summary><c>http://localhost:{port}/</c>: pages for people and <c>/sandbox/*</c>.</summary>
    public Uri Pages => Of("http");

    private Uri Of(string scheme)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var port = addresses.Select(a => new Uri(a)).First(a => a.Scheme == scheme).Port;
        return new Uri($"{scheme}://localhost:{port}/");
    }
}
