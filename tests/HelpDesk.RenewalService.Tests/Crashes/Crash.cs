using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.Matrix;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Renewals.Contract;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Crashes;

/// <summary>One renewal, with the process killed at some points, from the confirmation to the proof.</summary>
internal sealed class Crash(CrashWorld world, RotationStrategy strategy)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int MostTurns = 12;

    private static readonly string[] Resting = ["Propagating", "Proven", "Retired", "RolledBack", "NeedsSignIn", "NeedsPerson"];

    private Subject _subject = null!;
    private Inspection _inspection = null!;

    /// <summary>The calls of a renewal that nothing disturbs, until it is proven, and the writes that follow until its old secret is gone.</summary>
    public async Task<IReadOnlyList<RecordedCall>> RecordAsync()
    {
        await BeginAsync();
        await GoOnAsync(Life.Proven, CancellationToken.None);
        var proven = Recorded.Count();
        await GoOnAsync(Life.Over, CancellationToken.None);
        await _inspection.WhenAllIsOverAsync(await world.RenewalsAsync(_subject));
        Assert.Empty(_inspection.Wrong);
        return RecordedCall.LifeOf(Recorded, proven);
    }

    private IEnumerable<Call> Recorded => world.Sandbox.Calls.Calls.Where(c => !c.IsPartOfBatch);

    /// <summary>Kills the process at the first point, and at each further one while the renewal is carried on.</summary>
    /// <returns>What was wrong.</returns>
    public async Task<IReadOnlyList<string>> KillAtAsync(CrashCell cell)
    {
        await BeginAsync();
        if (cell.After is { } fault)
        {
            world.Hold(fault);
        }

        foreach (var point in cell.Points)
        {
            await KillAsync(point, cell.Life);
            await world.StartProcessAsync();
            await RestAsync();
            await _inspection.AtRestAsync(await world.RenewalsAsync(_subject), "after the restart");
        }

        await GoOnAsync(cell.Life, CancellationToken.None);
        await (cell.Life is Life.Over ? _inspection.WhenAllIsOverAsync(await world.RenewalsAsync(_subject)) : _inspection.AtTheEndAsync(await world.RenewalsAsync(_subject)));
        return _inspection.Wrong;
    }

    private async Task BeginAsync()
    {
        _subject = await world.StartOverAsync(strategy);
        _inspection = new(_subject, world.Vault, world.Sandbox.Calls, world.Sandbox.Clock);
    }

    private async Task KillAsync(CrashPoint point, Life life)
    {
        await point.ArmAsync(world);
        using var moving = new CancellationTokenSource();
        var going = GoOnAsync(life, moving.Token);
        _inspection.Expect(await IsReachedAsync(point, going), going.Exception?.Message ?? "the process did not come there");
        await moving.CancelAsync();
        await world.Process.KillAsync();
        await Until.TrueAsync(() => point.IsLeftAsync(world), Patience);
        await going.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>A point may come after the proof, when all people have done their part.</summary>
    private async Task<bool> IsReachedAsync(CrashPoint point, Task going)
    {
        try
        {
            await Until.TrueAsync(async () => await point.IsReachedAsync(world) || going.IsFaulted, Patience);
            return !going.IsFaulted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Does the people's part, and lets the time pass, until the renewal is proven or all is over.</summary>
    private async Task GoOnAsync(Life until, CancellationToken cancellation)
    {
        for (var turn = 0; turn < MostTurns && !cancellation.IsCancellationRequested; turn++)
        {
            var latest = await RestAsync(cancellation);
            switch ((string?)latest?["state"])
            {
                case "Proven" or "Retired" when until is Life.Proven || (string?)latest["oldSecretFate"] is "Removed":
                    return;
                case "Propagating" or "Proven":
                    await PassAsync(latest, cancellation);
                    break;
                case "Retired":
                    await CleanUpAsync();
                    break;
                default:
                    (await world.ConfirmAsync(_subject)).Good(HttpStatusCode.Accepted);
                    break;
            }
        }
    }

    /// <summary>Until nobody works on the latest renewal, which is returned; null when there is none.</summary>
    private async Task<JsonNode?> RestAsync(CancellationToken cancellation = default)
    {
        JsonNode? latest = null;
        await Until.TrueAsync(
            async () =>
            {
                cancellation.ThrowIfCancellationRequested();
                latest = await LatestAsync();
                return latest is null || Resting.Contains((string?)latest["state"]);
            },
            Patience);
        return latest;
    }

    /// <summary>The lease of a clean-up that was killed has to run out first.</summary>
    private async Task CleanUpAsync()
    {
        if ((await world.CleanUpAsync(_subject)).Status is HttpStatusCode.Conflict)
        {
            world.Sandbox.Clock.Advance(TimeSpan.FromMinutes(6));
        }
    }

    /// <summary>Until the proof can be had, and then until it was tried; or until the old secret is over, and then until that was noticed.</summary>
    private async Task PassAsync(JsonNode before, CancellationToken cancellation)
    {
        var expected = (string?)before["state"] is "Proven" ? _subject.OldIsOver : (DateTimeOffset)before["proofExpectedAt"]!;
        var wait = expected - world.Sandbox.Clock.GetUtcNow();
        world.Sandbox.Clock.Advance((wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + TimeSpan.FromHours(1));
        await Until.TrueAsync(
            async () =>
            {
                cancellation.ThrowIfCancellationRequested();
                var now = (await LatestAsync())!;
                return (string?)now["state"] != (string?)before["state"] || (string?)now["updatedAt"] != (string?)before["updatedAt"];
            },
            Patience);
    }

    private async Task<JsonNode?> LatestAsync() => (await world.RenewalsAsync(_subject)).FirstOrDefault();
}
