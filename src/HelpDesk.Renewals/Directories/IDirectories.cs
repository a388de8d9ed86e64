using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Directories;

/// <summary>Opens customers' directories.</summary>
public interface IDirectories
{
    /// <summary>With the service's own consent in the tenant, which can read and never write.</summary>
    IDirectoryReader AsService(string tenantId);
}

/// <summary>Reads one tenant's directory. Every member throws <see cref="DirectoryException"/> and nothing else when that fails.</summary>
public interface IDirectoryReader
{
    Task<Principal> FindAsync(string clientId, CancellationToken cancellation);

    /// <summary>The object's credentials, read anew and alone, so that the directory returns all it ever returns of the keys.</summary>
    Task<DirectoryObject> ReadAsync(DirectoryTarget target, CancellationToken cancellation);

    /// <summary>Apps whose name looks like HelpDesk's.</summary>
    Task<IReadOnlyList<Principal>> FindByNameAsync(string prefix, CancellationToken cancellation);

    /// <summary>The app with what the tenant's policies, or the one that is made for it, allow.</summary>
    Task<AppView> ViewAsync(string clientId, CancellationToken cancellation);

    /// <summary>
    /// All that the checks look at, for one account: first what the directory says at once, then the same with the details that could only
    /// be asked then. What could not be read says so; it does not throw for a part.
    /// </summary>
    /// <param name="personId">Object ID of the account.</param>
    /// <param name="clientId">HelpDesk's client ID; empty to leave the app out.</param>
    /// <param name="signInApps">The apps that Conditional Access is asked about.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IAsyncEnumerable<AccountFacts> ReadAccountAsync(string personId, string clientId, IReadOnlyList<string> signInApps, CancellationToken cancellation);

    /// <summary>Whether an account is there. A deleted one is only found by its object ID, as its login is free for somebody else.</summary>
    /// <param name="loginOrId">A login of the form that <see cref="AccountLogin"/> knows, or an object ID.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<AccountPresence> FindAccountAsync(string loginOrId, CancellationToken cancellation);
}

/// <summary>Writes credentials, on behalf of a person who signed in, as long as that sign-in lasts.</summary>
public interface IDirectoryWriter : IDirectoryReader
{
    /// <summary>Adds a password that the directory makes up. Never repeats itself: an unclear answer is <see cref="DirectoryFault.Unknown"/>.</summary>
    Task<NewPassword> AddPasswordAsync(DirectoryTarget target, string displayName, DateTimeOffset end, CancellationToken cancellation);

    Task RemovePasswordAsync(DirectoryTarget target, Guid keyId, CancellationToken cancellation);

    /// <summary>
    /// Replaces the object's keys by <paramref name="kept"/>, sent unchanged, and the pair. With a tag only while the object still has it:
    /// else <see cref="DirectoryFault.Changed"/>.
    /// </summary>
    Task ReplaceKeysAsync(DirectoryTarget target, string? tag, IReadOnlyList<KeyEntry> kept, NewKeyPair? added, CancellationToken cancellation);
}

/// <summary>What one look saw of an app.</summary>
/// <param name="Principal">What the directory holds under the client ID.</param>
/// <param name="Rules">What policies allow; null when the account may not read them.</param>
public sealed record AppView(Principal Principal, CredentialRules? Rules);

/// <summary>What app-management policies leave allowed for one object.</summary>
public sealed record CredentialRules
{
    public bool PasswordsRefused { get; init; }

    public bool SymmetricKeysRefused { get; init; }

    /// <summary>The longest lifetime allowed for what is to be written; null when none is set.</summary>
    public TimeSpan? LongestPassword { get; init; }

    public TimeSpan? LongestSymmetricKey { get; init; }

    /// <summary>Also where a restriction is for newer objects only, and the object's age is not known.</summary>
    public bool PasswordsMayBeRefused { get; init; }

    public bool SymmetricKeysMayBeRefused { get; init; }
}
