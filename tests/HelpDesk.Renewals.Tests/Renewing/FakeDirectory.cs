using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Secrets;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>
/// A directory that keeps the rules of domain.md §1.3 and §1.5: passwords only through its action, keys replaced as a whole, a changed
/// entry refused. Faults are planned per call.
/// </summary>
internal sealed class FakeDirectory(TimeProvider time) : IDirectoryWriter, IDirectories
{
    public DirectoryObject Object { get; set; } = Sample.Object();

    public string? PrincipalType { get; set; }

    /// <summary>The rules for objects made at that time.</summary>
    public Func<DateTimeOffset?, CredentialRules?> Rules { get; set; } = _ => new();

    public List<string> Calls { get; } = [];

    public List<string> Secrets { get; } = [];

    /// <summary>The versions that came with the keys.</summary>
    public List<string?> Tags { get; } = [];

    /// <summary>Whether a version that is sent is refused.</summary>
    public Func<bool> RefusesTags { get; set; } = () => false;

    /// <summary>What happens before a call has its effect.</summary>
    public Func<string, Exception?> Before { get; set; } = _ => null;

    /// <summary>What happens after it had.</summary>
    public Func<string, Exception?> After { get; set; } = _ => null;

    public IDirectoryReader AsService(string tenantId) => this;

    private Principal Principal => PrincipalType is { } type ? new Principal(Sample.ServicePrincipal(type, Object), null) : new Principal(null, Object);

    public Task<Principal> FindAsync(string clientId, CancellationToken cancellation) => Call("find", () => Principal);

    public Task<DirectoryObject> ReadAsync(DirectoryTarget target, CancellationToken cancellation) => Call("read", () => Object);

    public Task<IReadOnlyList<Principal>> FindByNameAsync(string prefix, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AppView> ViewAsync(string clientId, CancellationToken cancellation) => Call("view", () => new AppView(Principal, Rules(Object.Created)));

    public IAsyncEnumerable<AccountFacts> ReadAccountAsync(
        string personId, string clientId, IReadOnlyList<string> signInApps, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AccountPresence> FindAccountAsync(string loginOrId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<NewPassword> AddPasswordAsync(DirectoryTarget target, string displayName, DateTimeOffset end, CancellationToken cancellation) => Call("addPassword", () =>
    {
        var entry = new PasswordEntry { KeyId = Guid.NewGuid(), DisplayName = displayName, Start = time.GetUtcNow(), End = end };
        Object = Object with { Passwords = [.. Object.Passwords, entry] };
        Secrets.Add($"S~{entry.KeyId:N}");
        return new NewPassword { KeyId = entry.KeyId, Start = entry.Start.Value, End = end, Secret = new SecretText(Secrets[^1]) };
    });

    public Task RemovePasswordAsync(DirectoryTarget target, Guid keyId, CancellationToken cancellation) => Call("removePassword", () =>
    {
        if (Object.Passwords.All(p => p.KeyId != keyId))
        {
            throw new DirectoryException(DirectoryFault.Refused, $"No password credential found with keyId {keyId}.");
        }

        Object = Object with { Passwords = [.. Object.Passwords.Where(p => p.KeyId != keyId)] };
        return true;
    });

    public Task ReplaceKeysAsync(DirectoryTarget target, string? tag, IReadOnlyList<KeyEntry> kept, NewKeyPair? added, CancellationToken cancellation) => Call("replaceKeys", () =>
    {
        Tags.Add(tag);
        if (tag is not null && RefusesTags())
        {
            throw new DirectoryException(DirectoryFault.Changed, "Somebody else changed it.");
        }

        foreach (var entry in kept)
        {
            if (Object.Keys.FirstOrDefault(k => k.KeyId == entry.KeyId) is { } known && known != entry)
            {
                throw new DirectoryException(DirectoryFault.Refused, $"Update to existing credential with KeyId {entry.KeyId} is not allowed.");
            }
        }

        KeyEntry[] pair = added is null
            ? []
            : [.. new[] { KeyEntry.Verify, KeyEntry.Sign }.Select(usage => new KeyEntry { KeyId = Guid.NewGuid(), Type = KeyEntry.Symmetric, Usage = usage, Start = added.Start, End = added.End })];
        Object = Object with { Keys = [.. kept, .. pair] };
        return true;
    });

    private Task<T> Call<T>(string name, Func<T> effect)
    {
        Calls.Add(name);
        if (Before(name) is { } early)
        {
            return Task.FromException<T>(early);
        }

        try
        {
            var result = effect();
            return After(name) is { } late ? Task.FromException<T>(late) : Task.FromResult(result);
        }
        catch (DirectoryException e)
        {
            return Task.FromException<T>(e);
        }
    }
}
