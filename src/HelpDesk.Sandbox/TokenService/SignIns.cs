using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>One visit to the identity's page: what has to come back, and what proves that it is ours.</summary>
public sealed record SignInAttempt(SignInState SignIn, string Verifier)
{
    public override string ToString() => $"sign-in to {SignIn.ConnectionName}";
}

/// <summary>The sign-ins whose link the bot has shown. A link may be opened again until it is too old; each visit is taken once.</summary>
public sealed class SignIns(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (SignInState SignIn, DateTimeOffset Until)> _links = new();
    private readonly ConcurrentDictionary<string, (SignInAttempt Attempt, DateTimeOffset Until)> _attempts = new();

    public string AddLink(SignInState signIn)
    {
        var id = NewId();
        _links[id] = (signIn, time.GetUtcNow() + Lifetime);
        return id;
    }

    /// <summary>The Emulator's chat appends text of its own to a link; an ID ends before it.</summary>
    public SignInState? FindLink(string id) =>
        _links.TryGetValue(new string([.. id.TakeWhile(char.IsAsciiHexDigit)]), out var link) && link.Until > time.GetUtcNow() ? link.SignIn : null;

    public (string State, SignInAttempt Attempt) Begin(SignInState signIn)
    {
        var state = NewId();
        var attempt = new SignInAttempt(signIn, NewId() + NewId());
        _attempts[state] = (attempt, time.GetUtcNow() + Lifetime);
        return (state, attempt);
    }

    public SignInAttempt? Take(string? state) =>
        state is not null && _attempts.TryRemove(state, out var found) && found.Until > time.GetUtcNow() ? found.Attempt : null;

    public void Clear()
    {
        _links.Clear();
        _attempts.Clear();
    }

    private static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
