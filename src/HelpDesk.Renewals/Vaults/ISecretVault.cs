using HelpDesk.Renewals.Secrets;

namespace HelpDesk.Renewals.Vaults;

/// <summary>The names under which HelpDesk reads its secrets, and the one under which a renewal keeps its own until they are complete.</summary>
public static class VaultNames
{
    public const string ClientSecret = "ClientSecret";
    public const string SecondaryClientSecret = "SecondaryClientSecret";

    /// <summary>A new value between the directory's answer and its delivery, so that a crash in between does not lose it. HelpDesk does not read it.</summary>
    public const string PendingClientSecret = "PendingClientSecret";
}

/// <summary>
/// A value of the vault. Whatever the strategy, the vault holds the form that the add-in reads: standard base64 of the secret's UTF-8
/// bytes. <see cref="Secret"/> is the decoded value.
/// </summary>
/// <param name="Secret">The value as the directory gave it.</param>
/// <param name="KeyId">The directory's key ID of this secret; null for a value that was imported without it.</param>
/// <param name="Expires">When the secret ends.</param>
public sealed record VaultSecret(SecretText Secret, Guid? KeyId, DateTimeOffset? Expires)
{
    /// <summary>Whether the other is of the same secret, as far as the vault's notes tell.</summary>
    public bool IsOfSame(VaultSecret other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return KeyId == other.KeyId && Expires == other.Expires;
    }
}

/// <summary>Where HelpDesk gets its secrets from. Names are separate for each registration. Fails with <see cref="VaultException"/> only.</summary>
public interface ISecretVault
{
    Task<VaultSecret?> ReadAsync(Guid registrationId, string name, CancellationToken cancellation);

    Task WriteAsync(Guid registrationId, string name, VaultSecret secret, CancellationToken cancellation);

    Task RemoveAsync(Guid registrationId, string name, CancellationToken cancellation) => RemoveAsync(registrationId, name, null, cancellation);

    /// <param name="registrationId">Whose it is.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="only">Nothing is removed when by then another value than this one is there.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    Task RemoveAsync(Guid registrationId, string name, VaultSecret? only, CancellationToken cancellation);

    /// <summary>Writes a value of no meaning and removes it, so that a vault that takes none is known before a secret depends on it.</summary>
    Task TryOutAsync(CancellationToken cancellation);
}

/// <summary>The vault could not be read or written.</summary>
public sealed class VaultException(string message, Exception? inner = null) : Exception(message, inner);
