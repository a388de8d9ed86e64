using System.Collections.Concurrent;
using HelpDesk.Bots.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Bots.Authentication;

/// <summary>A token that was found good, with all that may change about it.</summary>
internal sealed record AdmittedToken(Caller Caller, TokenIssuer Issuer, ChannelKey Key, JsonWebToken Token);

/// <summary>
/// Tokens that were found good. A channel uses each for an hour and many activities: its signature need not be checked each time, only
/// whether it is still in time and its key still the channel's. What was refused is never remembered.
/// </summary>
internal sealed class AdmittedTokens(TimeProvider clock)
{
    /// <summary>A channel has a handful at a time; the bound is for one that makes a token for each activity.</summary>
    private const int Most = 256;

    private readonly ConcurrentDictionary<string, AdmittedToken> _tokens = new(StringComparer.Ordinal);

    public async ValueTask<Caller?> FindAsync(string authorization, CancellationToken cancellationToken)
    {
        if (!_tokens.TryGetValue(authorization, out var known))
        {
            return null;
        }

        if (TokenTimes.Check(known.Token, clock.GetUtcNow()) == RefusalReason.None
            && ReferenceEquals(await known.Issuer.Keys.FindAsync(known.Token.Kid, cancellationToken), known.Key))
        {
            return known.Caller;
        }

        _tokens.TryRemove(authorization, out _);
        return null;
    }

    public void Add(string authorization, AdmittedToken token)
    {
        if (_tokens.Count >= Most)
        {
            _tokens.Clear();
        }

        _tokens[authorization] = token;
    }
}

/// <summary>When a token is good, with the five minutes that clocks may differ.</summary>
internal static class TokenTimes
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static RefusalReason Check(JsonWebToken token, DateTimeOffset now)
    {
        if (token.ValidTo == DateTime.MinValue || token.ValidTo + Skew < now.UtcDateTime)
        {
            return RefusalReason.Expired;
        }

        return token.ValidFrom != DateTime.MinValue && token.ValidFrom - Skew > now.UtcDateTime ? RefusalReason.NotYetValid : RefusalReason.None;
    }
}
