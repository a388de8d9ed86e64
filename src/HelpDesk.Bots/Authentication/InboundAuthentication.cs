using System.Net;
using HelpDesk.Bots.Hosting;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Bots.Authentication;

/// <summary>Decides from the request's head who is calling.</summary>
internal sealed class InboundAuthentication(ChannelTokenValidator tokens, IHostEnvironment environment)
{
    private readonly bool _development = environment.IsDevelopment();

    public ValueTask<(Caller? Caller, RefusalReason Refusal)> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var authorization = request.Headers.Authorization;
        if (authorization.Count == 0)
        {
            return _development && IsLocal(request)
                ? ValueTask.FromResult<(Caller?, RefusalReason)>((Caller.Anonymous(), RefusalReason.None))
                : ValueTask.FromResult<(Caller?, RefusalReason)>((null, RefusalReason.NoToken));
        }

        return authorization.Count == 1
            ? tokens.ValidateAsync(authorization[0], cancellationToken)
            : ValueTask.FromResult<(Caller?, RefusalReason)>((null, RefusalReason.TokenMalformed));
    }

    /// <summary>
    /// From this machine, to this machine, and not through a proxy: a tunnel or reverse proxy on the same machine has a loopback address
    /// too, and gives itself away by the Host header or by what it adds.
    /// </summary>
    private static bool IsLocal(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } peer
        && IPAddress.IsLoopback(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer)
        && ServiceUrlPolicy.IsLoopback(request.Host.Host)
        && !WasForwarded(request.Headers);

    private static bool WasForwarded(IHeaderDictionary headers)
    {
        foreach (var header in headers)
        {
            if (header.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || header.Key.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
                || header.Key.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
                || header.Key.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
                || header.Key.Equals("Via", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
