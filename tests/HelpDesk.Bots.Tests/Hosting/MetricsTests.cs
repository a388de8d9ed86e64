using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

public sealed class MetricsTests
{
    [Fact]
    public async Task Turns_repeats_and_refusals_are_counted()
    {
        await using var host = await BotHost.StartAsync(new ActivityHandler());
        var counted = new ConcurrentBag<string>();
        var scope = host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Scope == scope && instrument.Meter.Name == "HelpDesk.Bots")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.Add($"{instrument.Name} {value} {(tags.Length > 0 ? tags[0].Value : null)}".TrimEnd()));
        listener.Start();
        var message = Wire.Message("x");

        using var taken = await host.PostAsync(message);
        using var repeated = await host.PostAsync(message);
        using var refused = await host.PostAsync(message, "not a token");

        Assert.Equal(
            ["helpdesk.bots.activities.repeated 1", "helpdesk.bots.requests.refused 1 TokenMalformed", "helpdesk.bots.turns 1 message"],
            counted.Order(StringComparer.Ordinal));
    }
}
