using HelpDesk.Sandbox.Control;
using HelpDesk.Storage.Service;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Crashes;

/// <summary>Where the process stands still, to be killed there.</summary>
internal abstract record CrashPoint
{
    public abstract Task ArmAsync(CrashWorld world);

    public abstract Task<bool> IsReachedAsync(CrashWorld world);

    /// <summary>After the process is gone: until nothing of it waits any more.</summary>
    public abstract Task<bool> IsLeftAsync(CrashWorld world);
}

/// <summary>The sandbox holds the call.</summary>
internal sealed record AtCall(Fault Hold) : CrashPoint
{
    public override Task ArmAsync(CrashWorld world)
    {
        world.Hold(Hold);
        return Task.CompletedTask;
    }

    public override Task<bool> IsReachedAsync(CrashWorld world) => Task.FromResult(world.Held.Count == 1);

    // Else somebody asks again while the sandbox still has the dead one's call before it.
    public override Task<bool> IsLeftAsync(CrashWorld world) => Task.FromResult(world.Held.Count == 0);
}

/// <summary>
/// A write into the service's own database never ends: a trigger counts for ever. Killed there, the transaction is as if it had not been.
/// </summary>
/// <param name="Trigger">Before which change of which table, and when.</param>
internal sealed record AtWrite(string Trigger) : CrashPoint
{
    private const int Busy = 5;

    private string Sql =>
        $"""
        CREATE VIEW ForEver AS WITH RECURSIVE Numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM Numbers) SELECT n FROM Numbers;
        CREATE TRIGGER StandStill BEFORE {Trigger} BEGIN SELECT max(n) FROM ForEver; END;
        """;

    public override Task ArmAsync(CrashWorld world) => world.QueryAsync(context => context.Database.ExecuteSqlRawAsync(Sql));

    /// <summary>No other write takes a second.</summary>
    public override Task<bool> IsReachedAsync(CrashWorld world) => world.QueryAsync(TryWriteAsync);

    public override async Task<bool> IsLeftAsync(CrashWorld world)
    {
        await world.QueryAsync(context => context.Database.ExecuteSqlRawAsync("DROP TRIGGER StandStill; DROP VIEW ForEver;"));
        return true;
    }

    private static async Task<bool> TryWriteAsync(ServiceContext context)
    {
        context.Database.SetCommandTimeout(1);
        try
        {
            await context.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE; ROLLBACK;");
            return false;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy)
        {
            return true;
        }
    }
}
