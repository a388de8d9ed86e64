using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Watching;

/// <summary>Replicas have one schedule: whoever carries a beat out, it is carried out once.</summary>
public sealed class ReplicaScheduleTests(ServiceWorld world) : ServiceTest(world)
{
    [SkippableFact]
    public async Task Replicas_are_one_cluster_with_its_tables_in_their_database()
    {
        await using var replicas = await Replicas.StartAsync(World);

        Assert.Equal(2, await CountAsync(replicas, "SELECT count(DISTINCT instance_name)::int AS \"Value\" FROM qrtz_scheduler_state"));
        Assert.Equal(1, await CountAsync(replicas, "SELECT count(*)::int AS \"Value\" FROM qrtz_job_details WHERE job_name = 'tick'"));
        Assert.Equal(1, await CountAsync(replicas, "SELECT count(*)::int AS \"Value\" FROM qrtz_triggers WHERE trigger_name = 'tick'"));
    }

    [SkippableFact]
    public async Task What_is_due_is_looked_at_once_however_many_schedules_beat()
    {
        await using var replicas = await Replicas.StartAsync(World);
        World.Sandbox.Clock.Advance(TimeSpan.FromHours(13));
        World.Sandbox.Calls.Clear();

        await Task.WhenAll(replicas.First.BeatAsync(), replicas.Second.BeatAsync());
        await replicas.First.BeatAsync();

        Assert.Equal(Tests.World.Settings.Registrations.Count, World.Sandbox.Calls.Calls.Count(c => c.Area is Area.Graph && c.Path == "/v1.0/applications"));
    }

    private static Task<int> CountAsync(Replicas replicas, string sql) => replicas.First.QueryAsync(c => c.Database.SqlQueryRaw<int>(sql).SingleAsync());
}
