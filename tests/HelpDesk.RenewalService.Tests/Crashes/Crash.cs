using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.Matrix;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalService.Tests.Crashes;

/// <summary>One renewal, with the process killed at some points, from the confirmation to the proof.</summary>
internal sealed class Crash(CrashWorld world, RotationStrategy strategy)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Resting = ["Propagating", "Proven", "RolledBack", "NeedsSignIn", "NeedsPerson"];

    private Subject _subject = null!;
    private Inspection _inspection = null!;

    /// <summary>The calls of a renewal that nothing disturbs.</summary>
    public async Task<IReadOnlyList<RecordedCall>> RecordAsync()
    {
        await BeginAsync();
        await FinishAsync();
        await _inspection.AtTheEndAsync(await world.RenewalsAsync(_subject));
        Assert.Empty(_inspection.Wrong);
        return RecordedCall.Of(world.Sandbox.Calls.Calls.Where(c => !c.IsPartOfBatch));
    }

    /// <summary>Kills the process at the first point, and at each further one while the renewal is carried on.</summary>
    /// <returns>What was wrong.</returns>
    public async Task<IReadOnlyList<string>> KillAtAsync(IReadOnlyList<CrashPoint> points)
    {
        await BeginAsync();
        foreach (var point in points)
        {
            await KillAsync(point);
            await world.StartProcessAsync();
            await RestAsync();
            await _inspection.AtRestAsync(await world.RenewalsAsync(_subject), "after the restart");
        }

        await FinishAsync();
        await _inspection.AtTheEndAsync(await world.RenewalsAsync(_subject));
        return _inspection.Wrong;
    }

    private async Task BeginAsync()
    {
        _subject = await world.StartOverAsync(strategy);
        _inspection = new(_subject, world.Vault, world.Sandbox.Calls);
    }

    private async Task KillAsync(CrashPoint point)
    {
        await point.ArmAsync(world);
        using var moving = new CancellationTokenSource();
        var going = GoOnAsync(moving.Token);
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

    private Task FinishAsync() => GoOnAsync(CancellationToken.None);

    /// <summary>Does the people's part, and lets the time pass, until the renewal is proven.</summary>
    private async Task GoOnAsync(CancellationToken cancellation)
    {
        for (var turn = 0; turn < 6 && !cancellation.IsCancellationRequested; turn++)
        {
            switch (await RestAsync(cancellation))
            {
                case "Proven":
                    return;
                case "Propagating":
                    await PassAsync(cancellation);
                    break;
                default:
                    (await world.ConfirmAsync(_subject)).Good(HttpStatusCode.Accepted);
                    break;
            }
        }
    }

    /// <summary>Until nobody works on the latest renewal. Which state it is in; null when there is none.</summary>
    private async Task<string?> RestAsync(CancellationToken cancellation = default)
    {
        string? state = null;
        await Until.TrueAsync(
            async () =>
            {
                cancellation.ThrowIfCancellationRequested();
                state = (string?)(await LatestAsync())?["state"];
                return state is null || Resting.Contains(state);
            },
            Patience);
        return state;
    }

    /// <summary>Until the proof can be had, and then until it was tried.</summary>
    private async Task PassAsync(CancellationToken cancellation)
    {
        var before = (await LatestAsync())!;
        if (before["proofExpectedAt"] is not { } expected)
        {
            // A process that has just started proves on its own.
            return;
        }

        var wait = (DateTimeOffset)expected - world.Sandbox.Clock.GetUtcNow();
        world.Sandbox.Clock.Advance((wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + TimeSpan.FromHours(1));
        await Until.TrueAsync(
            async () =>
            {
                cancellation.ThrowIfCancellationRequested();
                var now = (await LatestAsync())!;
                return (string?)now["state"] is not "Propagating" || (string?)now["updatedAt"] != (string?)before["updatedAt"];
            },
            Patience);
    }

    private async Task<JsonNode?> LatestAsync() => (await world.RenewalsAsync(_subject)).FirstOrDefault();
}
