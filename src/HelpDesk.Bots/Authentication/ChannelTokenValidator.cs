using System.Security.Claims;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Bots.Authentication;

/// <summary>Who sent a request, as far as the header tells.</summary>
/// <param name="Identity">The claims. The same for every activity that comes with the same token: not to be changed.</param>
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

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly AdmittedTokens _admitted = new(clock);

    public async ValueTask<(Caller? Caller, RefusalReason Refusal)> ValidateAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(authorization))
        {
            return (null, RefusalReason.NoToken);
        }

        try
        {
            return await _admitted.FindAsync(authorization, cancellationToken) is { } known
                ? (known, RefusalReason.None)
                : await ValidateNewAsync(authorization, cancellationToken);
        }
        catch (ChannelKeysUnavailableException)
        {
            return (null, RefusalReason.KeysUnavailable);
        }
    }

    private async ValueTask<(Caller? Caller, RefusalReason Refusal)> ValidateNewAsync(string authorization, CancellationToken cancellationToken)
    {
        var reason = Read(authorization, out var token, out var issuer);
        if (reason != RefusalReason.None)
        {
            return (null, reason);
        }

        if (await issuer!.Keys.FindAsync(token!.Kid, cancellationToken) is not { } key)
        {
            return (null, RefusalReason.UnknownKey);
        }

        var result = await _handler.ValidateTokenAsync(token, issuer.Parameters);
        if (!result.IsValid)
        {
            return (null, RefusalReason.Signature);
        }

        var (caller, refusal) = issuer.Admit(token, result.ClaimsIdentity, key);
        if (caller is not null)
        {
            _admitted.Add(authorization, new AdmittedToken(caller, issuer, key, token));
        }

        return (caller, refusal);
    }

    /// <summary>
    /// What can be seen without a key. Tokens that fail here cost nothing and never make the keys be asked for again.
    /// </summary>
    private RefusalReason Read(string authorization, out JsonWebToken? token, out TokenIssuer? issuer)
    {
        (token, issuer) = (null, null);
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

        var reason = TokenTimes.Check(token, clock.GetUtcNow());
        return reason == RefusalReason.None && string.IsNullOrEmpty(token.Kid) ? RefusalReason.UnknownKey : reason;
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
