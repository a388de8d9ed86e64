using System.Collections.Immutable;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>One version of a secret. Times are whole seconds, as Key Vault keeps them.</summary>
public sealed record KeyVaultVersion
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    public required SecretValue Value { get; init; }

    public string? ContentType { get; init; }

    public bool Enabled { get; init; } = true;

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A secret with all its versions, oldest first.</summary>
public sealed record KeyVaultSecret
{
    public required string Name { get; init; }

    public required ImmutableList<KeyVaultVersion> Versions { get; init; }

    /// <summary>Sandbox time at which it was soft-deleted; null while it is not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Real time at which a recovery is complete; until then the secret can be neither read nor written.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    public KeyVaultVersion Latest => Versions[^1];
}
