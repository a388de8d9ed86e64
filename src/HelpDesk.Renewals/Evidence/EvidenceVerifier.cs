using System.Globalization;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Evidence;

/// <summary>Walks a tenant's chain and finds what was changed, taken out, put in or cut off.</summary>
public sealed class EvidenceVerifier(IEvidenceChain chain, IEvidenceKeys keys)
{
    // Beyond this many the first ones tell enough.
    private const int MostProblems = 20;

    // Fewer characters would be found by chance.
    private const int ShortestHead = 12;

    /// <param name="tenantId">Whose chain.</param>
    /// <param name="knownHead">A head, or its beginning, from a card or from telemetry: it has to be in the chain. Null to check without one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<EvidenceVerification> VerifyAsync(string tenantId, string? knownHead, CancellationToken cancellation)
    {
        List<string> problems = [];
        HashSet<string> heads = new(StringComparer.Ordinal);
        var (number, head) = (0L, string.Empty);
        // Before the chain: what is sealed meanwhile is in the chain and not missed.
        var told = await chain.HeadsAsync(tenantId, cancellation);
        await foreach (var link in chain.ReadAsync(tenantId, cancellation))
        {
            if (link.Number != number + 1)
            {
                problems.Add(link.Number == number + 2 ? $"Record {number + 1} is missing." : $"Records {number + 1} to {link.Number - 1} are missing.");
            }
            else if (link.Previous != head)
            {
                problems.Add($"Record {link.Number} does not follow record {number}: one of them was replaced.");
            }

            if (await keys.FindAsync(link.KeyId, cancellation) is not { } key)
            {
                problems.Add($"Record {link.Number} cannot be checked: the vault does not have its key {link.KeyId}.");
            }
            else if (key.HeadOf(tenantId, link) != link.Head)
            {
                problems.Add($"Record {link.Number} was changed after it was sealed on {link.SealedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.");
            }

            (number, head) = (link.Number, link.Head);
            heads.Add(head);
        }

        problems.AddRange(Missing(told, heads, knownHead));
        return new() { IsIntact = problems.Count == 0, Records = number, Head = head.Length == 0 ? null : head, Problems = [.. problems.Take(MostProblems)] };
    }

    /// <summary>A chain that was cut off at its end is sound in itself; what was said of it elsewhere shows the cut.</summary>
    private static List<string> Missing(IReadOnlyDictionary<Guid, string> told, HashSet<string> heads, string? knownHead)
    {
        List<string> problems = [.. from renewal in told where !heads.Contains(renewal.Value) select $"The latest record of renewal {renewal.Key} is missing."];
        if (knownHead is { Length: > 0 } known && (known.Length < ShortestHead || !heads.Any(h => h.StartsWith(known, StringComparison.OrdinalIgnoreCase))))
        {
            problems.Add(known.Length < ShortestHead
                ? $"The head {known} is too short to tell anything. Give at least {ShortestHead} of its characters."
                : $"No record has the head {known}: the chain was cut off or replaced after that head was told.");
        }

        return problems;
    }
}
