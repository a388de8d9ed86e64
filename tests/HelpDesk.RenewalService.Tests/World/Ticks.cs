using Quartz;
using Quartz.Extensibility;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>Makes the schedule beat, and knows when a beat is over.</summary>
internal sealed class Ticks : IJobListener
{
    private readonly IScheduler _scheduler;
    private int _done;

    private Ticks(IScheduler scheduler) => _scheduler = scheduler;

    public string Name => "ticks";

    public static Ticks Of(ISchedulerRepository schedulers)
    {
        var ticks = new Ticks(schedulers.LookupAll().Single());
        ticks._scheduler.ListenerManager.AddJobListener(ticks);
        return ticks;
    }

    public async Task OneAsync()
    {
        var before = Volatile.Read(ref _done);
        await _scheduler.TriggerJob(new JobKey("tick"));
        await Until.TrueAsync(() => Task.FromResult(Volatile.Read(ref _done) > before));
    }

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _done);
        return default;
    }
}
