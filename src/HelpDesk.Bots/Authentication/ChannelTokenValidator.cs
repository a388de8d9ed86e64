using System.Security.Claims;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Bots.Authentication;

/// <summary>Who sent a request, as far as the header tells.</summary>
/// <param name="Identity">The claims.</param>
/// <param name="Key">The signing key; null for an anonymous caller.</param>
/// <param name="ServiceUrl">The service URL that the token is for; null where it is for none.</param>
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

        return ServiceUrl is null || string.Equals(ServiceUrl, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase)
            ? RefusalReason.None
            : RefusalReason.ServiceUrlDiffers;
    }
}

/// <summary>Checks a token, strictly, before anything of the body is read.</summary>
internal sealed class ChannelTokenValidator(TokenIssuer[] issuers, string appId, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int MaxTokenLength = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public async ValueTask<(Caller? Caller, RefusalReason Refusal)> ValidateAsync(string? authorization, CancellationToken cancellationToken)
    {
        var reason = Read(authorization, out var token, out var issuer);
        if (reason != RefusalReason.None)
        {
            return (null, reason);
        }

        ChannelKey? key;
        try
        {
            key = await issuer!.Keys.FindAsync(token!.Kid, cancellationToken);
        }
        catch (ChannelKeysUnavailableException)
        {
            return (null, RefusalReason.KeysUnavailable);
        }

        if (key is null)
        {
            return (null, RefusalReason.UnknownKey);
        }

        var result = await _handler.ValidateTokenAsync(token, issuer.Parameters);
        return result.IsValid ? issuer.Admit(token, result.ClaimsIdentity, key) : (null, RefusalReason.Signature);
    }

    /// <summary>
    /// What can be seen without a key. Tokens that fail here cost nothing and never make the keys be asked for again.
    /// </summary>
    private RefusalReason Read(string? authorization, out JsonWebToken? token, out TokenIssuer? issuer)
    {
        (token, issuer) = (null, null);
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
            return Inspect(token, out issuer);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or System.Text.Json.JsonException or FormatException)
        {
            return RefusalReason.TokenMalformed;
        }
    }

    private RefusalReason Inspect(JsonWebToken token, out TokenIssuer? issuer)
    {
        issuer = null;
        if (token.IsEncrypted || token.Alg != SecurityAlgorithms.RsaSha256)
        {
            return RefusalReason.Algorithm;
        }

        issuer = IssuerOf(token.Issuer);
        if (issuer is null)
        {
            return RefusalReason.Issuer;
        }

        if (!token.Audiences.Contains(appId, StringComparer.Ordinal))
        {
            return RefusalReason.Audience;
        }

        var now = clock.GetUtcNow().UtcDateTime;
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

    private TokenIssuer? IssuerOf(string? name)
    {
        foreach (var issuer in issuers)
        {
            if (name is not null && issuer.Names.Contains(name))
            {
                return issuer;
            }
        }

        return null;
    }
}
