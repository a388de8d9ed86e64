using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HelpDesk.Bots.Hosting;

/// <summary>A service URL that may be called.</summary>
/// <param name="BaseUrl">Without a trailing slash; it may have a path.</param>
/// <param name="TakesToken">Whether the bot's token may go there.</param>
internal sealed record ServiceEndpoint(string BaseUrl, bool TakesToken);

/// <summary>
/// Decides which service URLs are called and which of them get the bot's token: by host, never by prefix or path. In Development a
/// loopback address outside the list is called without a token (Playground and Emulator); any other address is not called at all.
/// </summary>
internal sealed class ServiceUrlPolicy(ChannelEndpoints endpoints, IHostEnvironment environment)
{
    /// <summary>A bot meets a handful of service URLs; the bound keeps somebody who makes them up from filling the memory.</summary>
    private const int MaxRemembered = 512;

    private readonly HashSet<string> _hosts = new(endpoints.ServiceHosts, StringComparer.OrdinalIgnoreCase);
    private readonly bool _development = environment.IsDevelopment();
    private readonly ConcurrentDictionary<string, ServiceEndpoint> _remembered = new(StringComparer.Ordinal);

    public bool TryGet(string? serviceUrl, [NotNullWhen(true)] out ServiceEndpoint? endpoint)
    {
        endpoint = null;
        if (string.IsNullOrEmpty(serviceUrl))
        {
            return false;
        }

        if (_remembered.TryGetValue(serviceUrl, out endpoint))
        {
            return true;
        }

        endpoint = Decide(serviceUrl);
        if (endpoint is not null && _remembered.Count < MaxRemembered)
        {
            _remembered.TryAdd(serviceUrl, endpoint);
        }

        return endpoint is not null;
    }

    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));

    private ServiceEndpoint? Decide(string serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return null;
        }

        var baseUrl = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var listed = _hosts.Contains(uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}");
        if (listed && uri.Scheme == Uri.UriSchemeHttps)
        {
            return new ServiceEndpoint(baseUrl, TakesToken: true);
        }

        return _development && IsLoopback(uri.Host) ? new ServiceEndpoint(baseUrl, TakesToken: false) : null;
    }
}
