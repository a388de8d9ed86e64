using System.Security.Claims;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Bots.Authentication;

/// <summary>Who sent a request, as far as the header tells.</summary>
/// <param name="Identity">The claims.</param>
/// <param name="Key">The signing key; null for an anonymous caller.</param>
/// <param name="ServiceUrl">The service URL that the token is for; null for an anonymous caller.</param>
internal sealed record Caller(ClaimsIdentity Identity, ChannelKey? Key, string? ServiceUrl)
{
    public static Caller Anonymous() => new(new ClaimsIdentity(AuthenticationConstants.AnonymousAuthType), null, null);

    /// <summary>What of the token has to agree with the activity.</summary>
    public RefusalReason Check(Activity activity)
    {
        if (Key is null)
        {
            return RefusalReason.None;
        }

        if (!Key.Endorsements.Contains(activity.ChannelId))
        {
            return RefusalReason.ChannelNotEndorsed;
        }

        return string.Equals(ServiceUrl, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase)
            ? RefusalReason.None
            : RefusalReason.ServiceUrlDiffers;
    }
}

/// <summary>Checks the channel's token, strictly, before anything of the body is read.</summary>
internal sealed class ChannelTokenValidator
{
    private const string Scheme = "Bearer ";
    private const int MaxTokenLength = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ChannelKeys _keys;
    private readonly TimeProvider _clock;
    private readonly string _issuer;
    private readonly string _appId;
    private readonly TokenValidationParameters _parameters;

    public ChannelTokenValidator(
        ChannelKeys keys,
        ChannelEndpoints endpoints,
        IOptions<BotChannelOptions> options,
        [FromKeyedServices(WireClock.Key)] TimeProvider clock)
    {
        _keys = keys;
        _clock = clock;
        _issuer = endpoints.Issuer;
        _appId = options.Value.AppId;
        _parameters = new TokenValidationParameters
        {
            ValidIssuer = _issuer,
            ValidAudience = _appId,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeyResolver = (_, _, kid, _) => _keys.Known(kid) is { } key ? [key] : [],
            TryAllIssuerSigningKeys = false,
            // Lifetimes are checked against the injected clock, before the signature.
            ValidateLifetime = false,
            RequireSignedTokens = true,
            AuthenticationType = "channel",
        };
    }

    public async ValueTask<(Caller? Caller, RefusalReason Refusal)> ValidateAsync(string? authorization, CancellationToken cancellationToken)
    {
        var reason = Read(authorization, out var token);
        if (reason != RefusalReason.None)
        {
            return (null, reason);
        }

        ChannelKey? key;
        try
        {
            key = await _keys.FindAsync(token!.Kid, cancellationToken);
        }
        catch (ChannelKeysUnavailableException)
        {
            return (null, RefusalReason.KeysUnavailable);
        }

        if (key is null)
        {
            return (null, RefusalReason.UnknownKey);
        }

        var result = await _handler.ValidateTokenAsync(token, _parameters);
        if (!result.IsValid)
        {
            return (null, RefusalReason.Signature);
        }

        return token.TryGetPayloadValue<string>(AuthenticationConstants.ServiceUrlClaim, out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl)
            ? (new Caller(result.ClaimsIdentity, key, serviceUrl), RefusalReason.None)
            : (null, RefusalReason.ServiceUrlClaimMissing);
    }

    /// <summary>
    /// What can be seen without a key. Tokens that fail here cost nothing and never make the keys be asked for again.
    /// </summary>
    private RefusalReason Read(string? authorization, out JsonWebToken? token)
    {
        token = null;
        if (string.IsNullOrEmpty(authorization))
        {
            return RefusalReason.NoToken;
        }

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return RefusalReason.NotABearerToken;
        }

        if (authorization.Length > MaxTokenLength)
        {
            return RefusalReason.TokenMalformed;
        }

        try
        {
            token = new JsonWebToken(authorization[Scheme.Length..].Trim());
            return Inspect(token);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or System.Text.Json.JsonException or FormatException)
        {
            return RefusalReason.TokenMalformed;
        }
    }

    private RefusalReason Inspect(JsonWebToken token)
    {
        if (token.IsEncrypted || token.Alg != SecurityAlgorithms.RsaSha256)
        {
            return RefusalReason.Algorithm;
        }

        if (token.Issuer != _issuer)
        {
            return RefusalReason.Issuer;
        }

        if (!token.Audiences.Contains(_appId, StringComparer.Ordinal))
        {
            return RefusalReason.Audience;
        }

        var now = _clock.GetUtcNow().UtcDateTime;
        if (token.ValidTo == DateTime.MinValue || token.ValidTo + Skew < now)
        {
            return RefusalReason.Expired;
        }

        if (token.ValidFrom != DateTime.MinValue && token.ValidFrom - Skew > now)
        {
            return RefusalReason.NotYetValid;
        }

        return string.IsNullOrEmpty(token.Kid) ? RefusalReason.UnknownKey : RefusalReason.None;
    }
}
