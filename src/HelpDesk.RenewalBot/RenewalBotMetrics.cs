using System.Diagnostics.Metrics;

namespace HelpDesk.RenewalBot;

/// <summary>The bot's own counters.</summary>
internal sealed class RenewalBotMetrics
{
    public const string MeterName = "HelpDesk.RenewalBot";

    private readonly Counter<long> _changesSkipped;

    public RenewalBotMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _changesSkipped = meter.CreateCounter<long>(
            "helpdesk.renewalbot.changes.skipped", description: "Changes of the feed that could not be handled and were left out.");
    }

    public void ChangeSkipped() => _changesSkipped.Add(1);
}
