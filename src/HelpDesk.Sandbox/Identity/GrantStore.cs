using System.Collections.Concurrent;
using System.Security.Cryptography;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Sandbox.Identity;

/// <summary>What a person allowed a client; the base of codes and refresh tokens.</summary>
public sealed record Grant
{
    public required Guid ClientId { get; init; }

    public required Guid PersonId { get; init; }

    public required string Scope { get; init; }

    public required bool MultiFactor { get; init; }
}

public sealed record AuthorizationCode
{
    public required Grant Grant { get; init; }

    public required string RedirectUri { get; init; }

    public string? Challenge { get; init; }

    public string? Nonce { get; init; }

    /// <summary>Real time.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Codes, refresh tokens, consents and browser sessions; forgotten at a reset.</summary>
public sealed class GrantStore
{
    private readonly ConcurrentDictionary<string, AuthorizationCode> _codes = new();
    private readonly ConcurrentDictionary<string, byte> _redeemed = new();
    private readonly ConcurrentDictionary<string, Grant> _refreshTokens = new();
    private readonly ConcurrentDictionary<(Guid Client, Guid TenantOrPerson), byte> _consents = new();
    private readonly ConcurrentDictionary<string, BrowserSession> _sessions = new();

    public GrantStore(SandboxWorld world) => world.WasReset += (_, _) => Clear();

    public string AddCode(AuthorizationCode code)
    {
        var value = $"1.{Random()}";
        _codes[value] = code;
        return value;
    }

    /// <summary>Takes the code away; a second attempt learns that it was used.</summary>
    public Result<AuthorizationCode> TakeCode(string value)
    {
        if (_codes.TryRemove(value, out var code))
        {
            _redeemed[value] = 0;
            return code.ExpiresAt > TimeProvider.System.GetUtcNow()
                ? code
                : new EntraError(70008, "invalid_grant", "The provided authorization code has expired. Send a new interactive request.");
        }

        return _redeemed.ContainsKey(value)
            ? new EntraError(54005, "invalid_grant", "The OAuth2 authorization code was already redeemed, please retry with a new valid code.")
            : new EntraError(9002313, "invalid_grant", "Invalid request. The authorization code is malformed or not ours.");
    }

    public string AddRefreshToken(Grant grant)
    {
        var value = $"1.R{Random()}";
        _refreshTokens[value] = grant;
        return value;
    }

    public Grant? FindRefreshToken(string value) => _refreshTokens.GetValueOrDefault(value);

    /// <summary>Withdraws what a person allowed, as a password reset does: refresh then answers 50173.</summary>
    public void Revoke(Guid personId)
    {
        foreach (var token in _refreshTokens.Where(t => t.Value.PersonId == personId))
        {
            _refreshTokens.TryRemove(token.Key, out _);
        }

        foreach (var session in _sessions.Values)
        {
            session.SignOut(personId);
        }
    }

    /// <summary>Records a consent for one person or for a whole tenant.</summary>
    public void Consent(Guid clientId, Guid tenantOrPerson) => _consents[(clientId, tenantOrPerson)] = 0;

    public bool HasConsented(Guid clientId, Person person) =>
        _consents.ContainsKey((clientId, person.Id)) || _consents.ContainsKey((clientId, person.TenantId));

    public BrowserSession? FindSession(string? id) => id is null ? null : _sessions.GetValueOrDefault(id);

    public BrowserSession AddSession()
    {
        var session = new BrowserSession(Random());
        _sessions[session.Id] = session;
        return session;
    }

    public void RemoveSession(string id) => _sessions.TryRemove(id, out _);

    public void Clear()
    {
        _codes.Clear();
        _redeemed.Clear();
        _refreshTokens.Clear();
        _consents.Clear();
        _sessions.Clear();
    }

    private static string Random() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}

/// <summary>Who is signed in at the sandbox's pages in one browser.</summary>
public sealed class BrowserSession(string id)
{
    private readonly ConcurrentDictionary<Guid, bool> _people = new();

    public string Id { get; } = id;

    public IEnumerable<Guid> People => _people.Keys;

    public bool Has(Guid person) => _people.ContainsKey(person);

    public bool HasSecondFactor(Guid person) => _people.GetValueOrDefault(person);

    public void SignOut(Guid person) => _people.TryRemove(person, out _);

    public void SignIn(Guid person, bool secondFactor) => _people.AddOrUpdate(person, secondFactor, (_, before) => before || secondFactor);
}
