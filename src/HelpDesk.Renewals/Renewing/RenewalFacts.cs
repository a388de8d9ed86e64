using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Renewing;

/// <summary>What a renewal keeps of the app and of its own work: for its evidence, and to know the app's keys again.</summary>
public sealed record RenewalFacts
{
    // A proof that is refused for a day asks a few dozen times; beyond that the first ones and the journal tell enough.
    private const int MostCalls = 300;

    public static RenewalFacts None { get; } = new();

    /// <summary>The account's user principal name.</summary>
    public string? Login { get; init; }

    /// <summary>By which role, or as whose owner, the account may renew.</summary>
    public string? Role { get; init; }

    public IReadOnlyList<CredentialFact> Before { get; init => field = value ?? []; } = [];

    public IReadOnlyList<CredentialFact> After { get; init => field = value ?? []; } = [];

    /// <summary>The keys that were sent back unchanged with the new pair, as they were read right before.</summary>
    public IReadOnlyList<CredentialFact> Kept { get; init => field = value ?? []; } = [];

    public IReadOnlyList<CheckFact> Checks { get; init => field = value ?? []; } = [];

    public IReadOnlyList<OutsideCall> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Of too many the first half and the latest stay: how it began and how it ended.</summary>
    public RenewalFacts With(IReadOnlyList<OutsideCall> more)
    {
        List<OutsideCall> all = [.. Calls, .. more];
        return more.Count == 0 ? this : this with { Calls = all.Count <= MostCalls ? all : [.. all.Take(MostCalls / 2), .. all.TakeLast(MostCalls / 2)] };
    }

    internal static IReadOnlyList<CredentialFact> Of(DirectoryObject holder) =>
    [
        .. holder.Passwords.Select(p => new CredentialFact(p.KeyId, "Password", p.Start, p.End, p.DisplayName)),
        .. Of(holder.Keys),
    ];

    internal static IReadOnlyList<CredentialFact> Of(IEnumerable<KeyEntry> keys) =>
        [.. keys.Select(k => new CredentialFact(k.KeyId, $"{k.Type} {k.Usage}", k.Start, k.End, k.DisplayName))];
}

/// <summary>Notes the requests that leave the service while somebody listens.</summary>
public interface IOutsideCalls
{
    /// <summary>Listens to what the present flow of work sends, until the listener is disposed of.</summary>
    IOutsideCallListener Listen();
}

public interface IOutsideCallListener : IDisposable
{
    /// <summary>What was sent since the last time.</summary>
    IReadOnlyList<OutsideCall> Take();
}
