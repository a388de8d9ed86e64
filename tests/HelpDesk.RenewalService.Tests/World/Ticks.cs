using Quartz;
using Quartz.Extensibility;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>The beats of one schedule that are over. Replicas share a schedule, and any of them may carry a beat out.</summary>
public sealed class Beats
{
    private int _done;

    public int Done => Volatile.Read(ref _done);

    public void Add() => Interlocked.Increment(ref _done);
}

/// <summary>Makes the schedule beat, and knows when a beat is over.</summary>
internal sealed class Ticks : IJobListener
{
    private readonly IScheduler _scheduler;
    private readonly Beats _beats;

    private Ticks(IScheduler scheduler, Beats beats)
    {
        _scheduler = scheduler;
        _beats = beats;
    }

    public string Name => "ticks";

    public static Ticks Of(ISchedulerRepository schedulers, Beats beats)
    {
        var ticks = new Ticks(schedulers.LookupAll().Single(), beats);
        ticks._scheduler.ListenerManager.AddJobListener(ticks);
        return ticks;
    }

    public async Task OneAsync()
    {
        var before = _beats.Done;
        await _scheduler.TriggerJob(new JobKey("tick"));
        await Until.TrueAsync(() => Task.FromResult(_beats.Done > before));
    }

    public Task StandByAsync() => _scheduler.Standby().AsTask();

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        _beats.Add();
        return default;
    }
}
