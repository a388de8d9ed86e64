namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>The countdown that people can look at. Teams' gauge is no part of the Adaptive Cards schema, so each SDK writes it its own way.</summary>
internal static class Countdown
{
    private const double Scale = 90;

    public static AdaptiveElement Days(int daysLeft, string label, string inWords) => new ChartGauge(
        Math.Clamp(daysLeft, 0, Scale),
        [
            new ChartGaugeSegment { Legend = "urgent", Size = 7, Color = "attention" },
            new ChartGaugeSegment { Legend = "soon", Size = 23, Color = "warning" },
            new ChartGaugeSegment { Legend = "in time", Size = 60, Color = "good" },
        ],
        new AdaptiveTextBlock(inWords) { IsSubtle = true, Wrap = true })
    {
        Min = 0,
        Max = Scale,
        ValueFormat = ChartGaugeValueFormat.Fraction,
        SubLabel = label,
        ShowLegend = false,
        ShowMinMax = false,
    };
}
