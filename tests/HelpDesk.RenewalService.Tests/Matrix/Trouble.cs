using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Matrix;

/// <summary>What can go wrong with a call.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Fault">What the sandbox does to the call.</param>
/// <param name="Befalls">Which calls can be befallen by it.</param>
internal sealed record Trouble(string Name, Fault Fault, Func<RecordedCall, bool> Befalls)
{
    // As often as a call to Graph, or to the vault, is tried before it is given up. A proof that fails is simply tried again later.
    private const int Lasting = 3;

    public static IReadOnlyList<Trouble> All { get; } =
    [
        // Within a batch it is the batch that is waited for.
        new("time-out before the effect", new() { Kind = FaultKind.HoldBefore }, c => !c.IsPartOfBatch),
        new("time-out after the effect", new() { Kind = FaultKind.HoldAfter }, c => !c.IsPartOfBatch),
        Status(429, "1"),
        Status(429, "1", Lasting),
        // MSAL remembers a failure for a minute unless the answer names another time.
        Status(503, "1"),
        Status(503, "1", Lasting),
        new("400 by policy", new() { Kind = FaultKind.Status, Status = 400, Body = Policy() }, c => c.IsWrite && c.Area is Area.Graph),
        Status(403),
        Status(404),
        new("malformed", new() { Kind = FaultKind.Malformed }, _ => true),
        new("broken in the middle", new() { Kind = FaultKind.Broken }, c => !c.IsPartOfBatch),
        new("a gateway's page", new() { Kind = FaultKind.Page }, c => !c.IsPartOfBatch),
        new("reset", new() { Kind = FaultKind.Reset }, _ => true),
    ];

    private static Trouble Status(int status, string? retryAfter = null, int count = 1) => new(
        count > 1 ? $"{status} that lasts" : $"{status}",
        new() { Kind = FaultKind.Status, Status = status, RetryAfter = retryAfter, Count = count },
        c => count == 1 || (c.Area is Area.Graph or Area.KeyVault && !c.IsPartOfBatch));

    private static JsonObject Policy() => new()
    {
        ["error"] = new JsonObject { ["code"] = "CredentialTypeNotAllowedAsPerAppPolicy", ["message"] = "Credential type is not allowed as per the app management policy." },
    };
}
