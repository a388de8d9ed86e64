using HelpDesk.RenewalService.Tests.Matrix;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Crashes;

/// <summary>Where the process is killed in one renewal, one time after the other.</summary>
internal sealed record CrashCell(string Name, params IReadOnlyList<CrashPoint> Points)
{
    public Life Life { get; init; }

    /// <summary>What goes wrong before.</summary>
    public Fault? After { get; init; }

    private const string Given = "'ClientSecret'";
    private const string Kept = "'PendingClientSecret'";
    private const string Secondary = "'SecondaryClientSecret'";

    private static readonly Fault Removal = new() { Kind = FaultKind.HoldAfter, Area = Area.Graph, Path = "*/removePassword" };
    private static readonly Fault Addition = Removal with { Path = "*/addPassword" };
    private static readonly Fault Keys = new() { Kind = FaultKind.HoldAfter, Area = Area.Graph, Method = "PATCH" };
    private static readonly Fault Proof = new() { Kind = FaultKind.HoldBefore, Area = Area.Acs };

    /// <summary>
    /// Before and after each call, around each write into the embedded vault, and some ways to be killed once more while the renewal is
    /// carried on.
    /// </summary>
    public static IEnumerable<CrashCell> Of(IReadOnlyList<RecordedCall> calls) =>
    [
        .. AtCalls(calls),
        new("before the old value is made the secondary", new AtWrite($"INSERT ON VaultEntries WHEN NEW.Name = {Secondary}")),
        new("before the value is given", new AtWrite($"UPDATE ON VaultEntries WHEN NEW.Name = {Given}")),
        new("after the value is given", new AtWrite($"INSERT ON RenewalSteps WHEN EXISTS (SELECT 1 FROM VaultEntries WHERE Name = {Secondary})")),
        new("before the old value leaves the vault", new AtWrite($"DELETE ON VaultEntries WHEN OLD.Name = {Secondary}")) { Life = Life.Over },
        new("before the removal of the old secret is noted", new AtWrite("INSERT ON RenewalSteps WHEN NEW.Evidence LIKE '% removed the old secret %'")) { Life = Life.Over },
        new("after the password, then before its removal", new AtCall(Addition), new AtCall(Removal with { Kind = FaultKind.HoldBefore })),
        new("after the password, then after its removal", new AtCall(Addition), new AtCall(Removal)),
        new("after the password, then after the next one", new AtCall(Addition), new AtCall(Addition)),
        .. calls.Any(c => c.Method == "PATCH") ? OfKeyPair : [],
    ];

    /// <summary>Before and after each call.</summary>
    public static IEnumerable<CrashCell> AtCalls(IReadOnlyList<RecordedCall> calls) =>
        from call in calls
        from moment in (FaultKind[])[FaultKind.HoldBefore, FaultKind.HoldAfter]
        select new CrashCell($"{call.Name}, {moment}", new AtCall(call.Hit(new() { Kind = moment }))) { Life = call.Life };

    /// <summary>While the new secret is taken back, because Key Vault refused it.</summary>
    public static IEnumerable<CrashCell> OfRollback(bool needsKeyPair)
    {
        Fault refusal = new() { Kind = FaultKind.Status, Status = 403, Area = Area.KeyVault, Method = "PUT", Path = "*-ClientSecret" };
        Fault[] effects = needsKeyPair ? [Removal, Keys with { Skip = 1 }] : [Removal];
        return from effect in effects
               from moment in (FaultKind[])[FaultKind.HoldBefore, FaultKind.HoldAfter]
               select new CrashCell($"taken back, {effect.Method} {effect.Path}, {moment}", new AtCall(effect with { Kind = moment })) { After = refusal };
    }

    private static CrashCell[] OfKeyPair =>
    [
        new("before the value is kept", new AtWrite($"INSERT ON VaultEntries WHEN NEW.Name = {Kept}")),
        new("after the value is kept", new AtWrite($"INSERT ON RenewalSteps WHEN EXISTS (SELECT 1 FROM VaultEntries WHERE Name = {Kept})")),
        new("before the kept value is dropped", new AtWrite($"DELETE ON VaultEntries WHEN OLD.Name = {Kept}")),
        new("before the keys, then after them", new AtCall(Keys with { Kind = FaultKind.HoldBefore }), new AtCall(Keys)),
        new("after the keys, then before the proof", new AtCall(Keys), new AtCall(Proof)),
    ];
}
