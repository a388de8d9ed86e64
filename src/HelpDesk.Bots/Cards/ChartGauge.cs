using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>
/// Teams' gauge chart, which the Adaptive Cards schema does not have. A client that knows the type but gets no segments draws nothing and
/// ignores the fallback; a client that does not know it needs the fallback. So neither can be left out.
/// </summary>
public sealed class ChartGauge : AdaptiveElement
{
    public ChartGauge(double value, IReadOnlyList<ChartGaugeSegment> segments, AdaptiveElement fallback)
        : base("Chart.Gauge")
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(fallback);
        if (segments.Count == 0)
        {
            throw new ArgumentException("A gauge without segments is drawn as nothing.", nameof(segments));
        }

        Value = value;
        Segments = segments;
        Fallback = new AdaptiveFallbackElement(fallback);
    }

    /// <summary>Only for the serializer's metadata.</summary>
    [JsonConstructor]
    internal ChartGauge()
        : base("Chart.Gauge") => Segments = [];

    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double Value { get; internal set; }

    public double? Min { get; set; }

    public double? Max { get; set; }

    [JsonInclude]
    public IReadOnlyList<ChartGaugeSegment> Segments { get; internal set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ChartGaugeValueFormat ValueFormat { get; set; }

    /// <summary>Drawn by the gauge itself; a heading above it is safer, as other charts ignore their title.</summary>
    public string? Title { get; set; }

    public string? SubLabel { get; set; }

    public bool? ShowLegend { get; set; }

    public bool? ShowMinMax { get; set; }
}

/// <summary>A coloured part of the arc. The legend says what the colour means.</summary>
public sealed record ChartGaugeSegment
{
    public required string Legend { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double Size { get; init; }

    /// <summary>A name of Teams' palette, for example "good", "warning", "attention".</summary>
    public string? Color { get; init; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What stands in the middle of the gauge.</summary>
[JsonConverter(typeof(CapitalEnumConverter<ChartGaugeValueFormat>))]
public enum ChartGaugeValueFormat
{
    Percentage,
    Fraction,
}
