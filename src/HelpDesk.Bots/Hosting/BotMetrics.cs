using System.Diagnostics.Metrics;

namespace HelpDesk.Bots.Hosting;

/// <summary>The counters of the bot library.</summary>
internal sealed class BotMetrics
{
    public const string MeterName = "HelpDesk.Bots";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _turns;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _withheld;
    private readonly Histogram<double> _waited;

    public BotMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _refused = meter.CreateCounter<long>("helpdesk.bots.requests.refused", description: "Requests that started no turn, by reason.");
        _turns = meter.CreateCounter<long>("helpdesk.bots.turns", description: "Turns, by activity type.");
        _repeated = meter.CreateCounter<long>("helpdesk.bots.activities.repeated", description: "Activities that came again.");
        _retried = meter.CreateCounter<long>("helpdesk.bots.calls.retried", description: "Calls to the channel that were tried again, by status.");
        _withheld = meter.CreateCounter<long>("helpdesk.bots.calls.withheld", description: "Calls that were not made: the rate limits left no room soon enough.");
        _waited = meter.CreateHistogram<double>("helpdesk.bots.calls.waited", "s", "How long calls waited to stay within the channel's rate limits.");
    }

    public void Refused(RefusalReason reason)
    {
        if (_refused.Enabled)
        {
            _refused.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
        }
    }

    public void Turn(string activityType)
    {
        if (_turns.Enabled)
        {
            _turns.Add(1, new KeyValuePair<string, object?>("type", activityType));
        }
    }

    public void Repeated() => _repeated.Add(1);

    public void Retried(int status) => _retried.Add(1, new KeyValuePair<string, object?>("status", status));

    public void Withheld() => _withheld.Add(1);

    public void Waited(TimeSpan time) => _waited.Record(time.TotalSeconds);
}
