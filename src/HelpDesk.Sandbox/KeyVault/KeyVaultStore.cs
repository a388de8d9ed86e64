using System.Collections.Immutable;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>Either a part of the vault or why there is none.</summary>
public readonly record struct KeyVaultResult<T>(T? Value, KeyVaultError? Error) where T : class
{
    public static implicit operator KeyVaultResult<T>(T value) => new(value, null);

    public static implicit operator KeyVaultResult<T>(KeyVaultError error) => new(null, error);

    public bool Failed(out T value, out KeyVaultError error)
    {
        value = Value!;
        error = Error!;
        return Error is not null;
    }
}

/// <summary>
/// One vault with soft delete, in memory. Names do not tell upper from lower case. A recovery takes a moment of real time, during which the
/// name is taken and the secret cannot be read.
/// </summary>
/// <seealso href="https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"/>
public sealed class KeyVaultStore
{
    private readonly Lock _gate = new();
    private readonly SandboxSwitches _switches;
    private ImmutableSortedDictionary<string, KeyVaultSecret> _secrets = ImmutableSortedDictionary.Create<string, KeyVaultSecret>(StringComparer.OrdinalIgnoreCase);

    public KeyVaultStore(SandboxWorld world, SandboxSwitches switches)
    {
        _switches = switches;
        world.WasReset += (_, _) => Clear();
    }

    /// <summary>All secrets by name, the deleted ones too.</summary>
    public IReadOnlyCollection<KeyVaultSecret> Secrets => [.. _secrets.Values];

    /// <summary>Adds a version, and the secret with its first one.</summary>
    public KeyVaultResult<KeyVaultSecret> Set(string name, KeyVaultVersion version)
    {
        lock (_gate)
        {
            if (!_secrets.TryGetValue(name, out var known))
            {
                return Keep(new() { Name = name, Versions = [version] });
            }

            return Unusable(known) ?? (KeyVaultResult<KeyVaultSecret>)Keep(known with { Versions = known.Versions.Add(version), RecoveredAt = null });
        }
    }

    /// <summary>A secret that is there: neither deleted nor being recovered.</summary>
    public KeyVaultResult<KeyVaultSecret> Find(string name) =>
        _secrets.TryGetValue(name, out var known) && Unusable(known) is null ? known : KeyVaultError.NotFound(name);

    /// <summary>Replaces the version by what <paramref name="change"/> makes of it.</summary>
    public KeyVaultResult<KeyVaultVersion> Change(string name, string version, Func<KeyVaultVersion, KeyVaultResult<KeyVaultVersion>> change)
    {
        lock (_gate)
        {
            if (Find(name) is not { Value: { } known } || known.Versions.Find(v => v.Id == version) is not { } before)
            {
                return KeyVaultError.NotFound($"{name}/{version}");
            }

            var result = change(before);
            if (!result.Failed(out var after, out _))
            {
                Keep(known with { Versions = known.Versions.Replace(before, after) });
            }

            return result;
        }
    }

    public KeyVaultResult<KeyVaultSecret> Delete(string name, DateTimeOffset at)
    {
        lock (_gate)
        {
            return Find(name) is { Value: { } known } ? Keep(known with { DeletedAt = at }) : KeyVaultError.NotFound(name);
        }
    }

    public KeyVaultResult<KeyVaultSecret> FindDeleted(string name) =>
        _secrets.TryGetValue(name, out var known) && known.DeletedAt is not null ? known : KeyVaultError.NotFound(name);

    public KeyVaultResult<KeyVaultSecret> Recover(string name)
    {
        lock (_gate)
        {
            return FindDeleted(name) is { Value: { } known }
                ? Keep(known with { DeletedAt = null, RecoveredAt = TimeProvider.System.GetUtcNow() + _switches.Values.KeyVaultRecovery })
                : KeyVaultError.NotFound(name);
        }
    }

    /// <summary>Takes a deleted secret away for good; null when that was allowed.</summary>
    public KeyVaultError? Purge(string name)
    {
        lock (_gate)
        {
            if (FindDeleted(name).Error is { } missing)
            {
                return missing;
            }

            if (_switches.Values.KeyVaultPurgeProtection)
            {
                return KeyVaultError.PurgeProtected;
            }

            _secrets = _secrets.Remove(name);
            return null;
        }
    }

    private static KeyVaultError? Unusable(KeyVaultSecret secret) => secret switch
    {
        { DeletedAt: not null } => KeyVaultError.Deleted(secret.Name),
        { RecoveredAt: { } at } when at > TimeProvider.System.GetUtcNow() => KeyVaultError.Recovering(secret.Name),
        _ => null,
    };

    private KeyVaultSecret Keep(KeyVaultSecret secret)
    {
        _secrets = _secrets.SetItem(secret.Name, secret);
        return secret;
    }

    private void Clear()
    {
        lock (_gate)
        {
            _secrets = _secrets.Clear();
        }
    }
}
