using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Matrix;

/// <summary>How far a renewal has to come for a call to be made.</summary>
internal enum Life
{
    Proven,

    /// <summary>Its old secret is retired, and cleaned up.</summary>
    Over,
}

/// <summary>A call that left the service in a renewal that went well: which one, and the how manieth of its kind.</summary>
internal sealed record RecordedCall(Area Area, string Method, string Path, int Before, bool IsPartOfBatch)
{
    public Life Life { get; init; }

    public bool IsWrite => Area is not (Area.Identity or Area.Acs) && Method is not "GET" && !IsPartOfBatch && !Path.EndsWith("/$batch", StringComparison.Ordinal);

    /// <summary>What was asked, without the IDs of the story.</summary>
    public string Name => $"{Area} {Method} {Path.TrimEnd('/', '*').Split('/')[^1]}{(IsPartOfBatch ? " in the batch" : string.Empty)} no. {Before + 1}";

    public Fault Hit(Fault fault) => fault with { Area = Area, Method = Method, Path = Path, Skip = Before };

    /// <summary>Key Vault makes up a version's name, so that it is another one each time.</summary>
    private static string PathOf(Call call) =>
        call.Area is Area.KeyVault && call.Path.Split('/') is ["", var secrets, var name, { Length: > 0 }] ? $"/{secrets}/{name}/*" : call.Path;

    /// <summary>The calls of a record until the proof, and the writes after it.</summary>
    /// <param name="record">All calls.</param>
    /// <param name="proven">How many there were until the proof.</param>
    public static IReadOnlyList<RecordedCall> LifeOf(IEnumerable<Call> record, int proven)
    {
        var all = Of(record);
        return [.. all.Take(proven), .. all.Skip(proven).Where(c => c.IsWrite).Select(c => c with { Life = Life.Over })];
    }

    /// <summary>The calls of a record, in their order.</summary>
    public static IReadOnlyList<RecordedCall> Of(IEnumerable<Call> record)
    {
        List<RecordedCall> calls = [];
        foreach (var call in record.OrderBy(c => c.Sequence))
        {
            var path = PathOf(call);
            calls.Add(new(call.Area, call.Method, path, calls.Count(c => c.Area == call.Area && c.Method == call.Method && c.Path == path), call.IsPartOfBatch));
        }

        return calls;
    }
}
