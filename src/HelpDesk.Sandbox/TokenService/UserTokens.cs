using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>Whose token it is: it belongs to the chat user and the connection, not to the account that signed in.</summary>
public sealed record TokenKey(string UserId, string Connection, string ChannelId);

public sealed record UserToken(string Value, DateTimeOffset ExpiresAt)
{
    // A token must not get into a log through the record's text.
    public override string ToString() => $"token until {ExpiresAt:O}";
}

/// <summary>
/// The tokens that the service keeps, and those that wait for the six-digit code which proves that who signed in also sits
/// before the chat. Real time: tokens and codes do not follow the sandbox's clock.
/// </summary>
public sealed class UserTokens(TimeProvider time)
{
    private const int WrongCodesAllowed = 5;

    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<TokenKey, UserToken> _tokens = new();
    private readonly Dictionary<TokenKey, Pending> _pending = [];
    private readonly Lock _gate = new();

    public UserToken? Find(TokenKey key)
    {
        if (!_tokens.TryGetValue(key, out var token))
        {
            return null;
        }

        if (token.ExpiresAt > time.GetUtcNow())
        {
            return token;
        }

        _tokens.TryRemove(new(key, token));
        return null;
    }

    public void Keep(TokenKey key, UserToken token) => _tokens[key] = token;

    /// <summary>Forgets the tokens of a user; without a connection those of all.</summary>
    public void Remove(string userId, string channelId, string? connection)
    {
        bool Matches(TokenKey key) => key.UserId == userId && key.ChannelId == channelId && (connection is null || key.Connection == connection);
        foreach (var key in _tokens.Keys.Where(Matches))
        {
            _tokens.TryRemove(key, out _);
        }

        lock (_gate)
        {
            foreach (var key in _pending.Keys.Where(Matches).ToList())
            {
                _pending.Remove(key);
            }
        }
    }

    public void Clear()
    {
        _tokens.Clear();
        lock (_gate)
        {
            _pending.Clear();
        }
    }

    /// <summary>Holds the token back until the code is given. A newer sign-in replaces an older one.</summary>
    public string AddPending(TokenKey key, UserToken token)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            _pending[key] = new Pending(code, token, time.GetUtcNow() + CodeLifetime);
        }

        return code;
    }

    /// <summary>Gives the token for the code, once. Null for a wrong, used or old code.</summary>
    public UserToken? Redeem(TokenKey key, string code)
    {
        lock (_gate)
        {
            if (!_pending.TryGetValue(key, out var pending))
            {
                return null;
            }

            var isRight = pending.Code == code && pending.ExpiresAt > time.GetUtcNow();
            if (isRight || ++pending.WrongCodes >= WrongCodesAllowed)
            {
                _pending.Remove(key);
            }

            if (!isRight)
            {
                return null;
            }

            Keep(key, pending.Token);
            return pending.Token;
        }
    }

    private sealed class Pending(string code, UserToken token, DateTimeOffset expiresAt)
    {
        public string Code => code;

        public UserToken Token => token;

        public DateTimeOffset ExpiresAt => expiresAt;

        public int WrongCodes { get; set; }
    }
}
