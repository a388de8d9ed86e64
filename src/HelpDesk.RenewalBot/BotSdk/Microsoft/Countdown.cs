namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>The countdown that people can look at. Teams' gauge is no part of the Adaptive Cards schema, so each SDK writes it its own way.</summary>
internal static class Countdown
{
    private const double Scale = 90;

    public static AdaptiveElement Days(int daysLeft, string label, string inWords)
    {
        var gauge = new Gauge { Fallback = new AdaptiveFallbackElement(new AdaptiveTextBlock(inWords) { IsSubtle = true, Wrap = true }) };
        foreach (var (name, value) in Members(Math.Clamp(daysLeft, 0, Scale), label))
        {
            gauge.AdditionalProperties[name] = value;
        }

        return gauge;
    }

    private static Dictionary<string, object> Members(double value, string label) => new()
    {
        ["value"] = value,
        ["min"] = 0,
        ["max"] = Scale,
        ["segments"] = new[] { Segment("urgent", 7, "attention"), Segment("soon", 23, "warning"), Segment("in time", 60, "good") },
        ["valueFormat"] = "fraction",
        ["subLabel"] = label,
        ["showLegend"] = false,
        ["showMinMax"] = false,
    };

    private static Dictionary<string, object> Segment(string legend, int size, string color) =>
        new() { ["legend"] = legend, ["size"] = size, ["color"] = color };

    private sealed class Gauge : AdaptiveElement
    {
        public override string Type { get; set; } = "Chart.Gauge";
    }
}
