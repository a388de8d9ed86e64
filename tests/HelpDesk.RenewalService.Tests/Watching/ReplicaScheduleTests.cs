using HelpDesk.RenewalService.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Watching;

/// <summary>Replicas have one schedule.</summary>
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

    private static Task<int> CountAsync(Replicas replicas, string sql) => replicas.First.QueryAsync(c => c.Database.SqlQueryRaw<int>(sql).SingleAsync());
}
