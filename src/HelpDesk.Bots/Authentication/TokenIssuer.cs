using System.Collections.Frozen;
using System.Security.Claims;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Bots.Authentication;

/// <summary>Whose tokens let a caller in, and what such a token has to say besides what every token has to.</summary>
internal abstract class TokenIssuer(ChannelKeys keys, IEnumerable<string> names, string appId, string authenticationType) : IDisposable
{
    public ChannelKeys Keys => keys;

    public FrozenSet<string> Names { get; } = names.ToFrozenSet(StringComparer.Ordinal);

    public TokenValidationParameters Parameters { get; } = new()
    {
        ValidIssuers = names,
        ValidAudience = appId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKeyResolver = (_, _, kid, _) => keys.Known(kid) is { } key ? [key] : [],
        TryAllIssuerSigningKeys = false,
        // Lifetimes are checked against the injected clock, before the signature.
        ValidateLifetime = false,
        RequireSignedTokens = true,
        AuthenticationType = authenticationType,
    };

    /// <summary>Looks at the rest of a token whose signature, issuer, audience and time are right.</summary>
    public abstract (Caller? Caller, RefusalReason Refusal) Admit(JsonWebToken token, ClaimsIdentity identity, ChannelKey key);

    public void Dispose() => keys.Dispose();

    protected static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var text) && !string.IsNullOrEmpty(text) ? text : null;
}

/// <summary>The tokens of Azure Bot Service: for one service URL, by a key that is endorsed for the channel.</summary>
internal sealed class ChannelTokens(ChannelKeys keys, string issuer, string appId) : TokenIssuer(keys, [issuer], appId, "channel")
{
    public override (Caller? Caller, RefusalReason Refusal) Admit(JsonWebToken token, ClaimsIdentity identity, ChannelKey key) =>
        Text(token, AuthenticationConstants.ServiceUrlClaim) is { } serviceUrl
            ? (new Caller(identity, key, serviceUrl), RefusalReason.None)
            : (null, RefusalReason.ServiceUrlClaimMissing);
}

/// <summary>
/// The tokens with which the Bot Framework Emulator comes when it was given the bot's app id and secret: Entra's, for the bot by the bot.
/// Development only. They name no service URL and their keys are endorsed for no channel, so that they are good for the Emulator's alone.
/// </summary>
internal sealed class EmulatorTokens(ChannelKeys keys, IEnumerable<string> names, string appId) : TokenIssuer(keys, names, appId, "emulator")
{
    private static readonly FrozenSet<string> Endorsements = FrozenSet.Create(Channels.Emulator);

    public override (Caller? Caller, RefusalReason Refusal) Admit(JsonWebToken token, ClaimsIdentity identity, ChannelKey key)
    {
        var (version, claim) = token.Issuer.EndsWith("/v2.0", StringComparison.Ordinal) ? ("2.0", "azp") : ("1.0", AuthenticationConstants.AppIdClaim);
        if (Text(token, "ver") != version)
        {
            return (null, RefusalReason.TokenVersion);
        }

        return Text(token, claim) == Parameters.ValidAudience
            ? (new Caller(identity, key with { Endorsements = Endorsements }, null), RefusalReason.None)
            : (null, RefusalReason.AppId);
    }
}
