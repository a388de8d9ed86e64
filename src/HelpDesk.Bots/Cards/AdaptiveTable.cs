using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Cards;

/// <summary>What tables and their rows have.</summary>
public abstract class AdaptiveCollectionWithContentAlignment : AdaptiveElement
{
    /// <param name="type">The value of <c>type</c> on the wire.</param>
    protected AdaptiveCollectionWithContentAlignment(string type)
        : base(type)
    {
    }

    [JsonIgnore]
    public AdaptiveVerticalContentAlignment VerticalContentAlignment
    {
        get => VerticalContentAlignmentOnWire ?? default;
        set => VerticalContentAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("verticalCellContentAlignment")]
    internal AdaptiveVerticalContentAlignment? VerticalContentAlignmentOnWire { get; set; }

    [JsonIgnore]
    public AdaptiveHorizontalContentAlignment HorizontalContentAlignment
    {
        get => HorizontalContentAlignmentOnWire ?? default;
        set => HorizontalContentAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("horizontalCellContentAlignment")]
    internal AdaptiveHorizontalContentAlignment? HorizontalContentAlignmentOnWire { get; set; }
}

/// <summary>A table. Screen readers announce the first row as headers unless <see cref="FirstRowAsHeaders"/> is false.</summary>
public sealed class AdaptiveTable() : AdaptiveCollectionWithContentAlignment("Table")
{
    public List<AdaptiveTableColumnDefinition> Columns { get; set; } = [];

    public List<AdaptiveTableRow> Rows { get; set; } = [];

    public AdaptiveContainerStyle? GridStyle { get; set; }

    [JsonIgnore]
    public bool ShowGridLines { get; set; } = true;

    [JsonIgnore]
    public bool FirstRowAsHeaders { get; set; } = true;

    [JsonInclude, JsonPropertyName("showGridLines")]
    internal bool? ShowGridLinesOnWire
    {
        get => ShowGridLines ? null : false;
        set => ShowGridLines = value ?? true;
    }

    /// <summary>The schema's page says firstRowAsHeader; the clients read firstRowAsHeaders.</summary>
    [JsonInclude, JsonPropertyName("firstRowAsHeaders")]
    internal bool? FirstRowAsHeadersOnWire
    {
        get => FirstRowAsHeaders ? null : false;
        set => FirstRowAsHeaders = value ?? true;
    }

    public void Add(AdaptiveElement element) => Rows.Add((AdaptiveTableRow)element);

    public IEnumerator<AdaptiveElement> GetEnumerator() => Rows.GetEnumerator();
}

/// <summary>The width of a column: a weight, or a number of pixels.</summary>
public sealed class AdaptiveTableColumnDefinition
{
    [JsonIgnore]
    public double Width { get; set; } = 1;

    [JsonIgnore]
    public double PixelWidth { get; set; }

    [JsonIgnore]
    public AdaptiveVerticalContentAlignment VerticalContentAlignment
    {
        get => VerticalContentAlignmentOnWire ?? default;
        set => VerticalContentAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("verticalCellContentAlignment")]
    internal AdaptiveVerticalContentAlignment? VerticalContentAlignmentOnWire { get; set; }

    [JsonIgnore]
    public AdaptiveHorizontalContentAlignment HorizontalContentAlignment
    {
        get => HorizontalContentAlignmentOnWire ?? default;
        set => HorizontalContentAlignmentOnWire = value;
    }

    [JsonInclude, JsonPropertyName("horizontalCellContentAlignment")]
    internal AdaptiveHorizontalContentAlignment? HorizontalContentAlignmentOnWire { get; set; }

    [JsonInclude, JsonPropertyName("width")]
    internal AdaptiveWidth WidthOnWire
    {
        get => PixelWidth > 0
            ? PixelText.Format((uint)Math.Round(PixelWidth))!
            : Width.ToString(CultureInfo.InvariantCulture);
        set => (Width, PixelWidth) = double.TryParse(value.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? (weight, 0d)
            : (1d, PixelText.Read(value.Value));
    }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A row of a table.</summary>
public sealed class AdaptiveTableRow() : AdaptiveCollectionWithContentAlignment("TableRow")
{
    public List<AdaptiveTableCell> Cells { get; set; } = [];

    public AdaptiveContainerStyle? Style { get; set; }

    public void Add(AdaptiveElement value) => Cells.Add((AdaptiveTableCell)value);

    public IEnumerator<AdaptiveElement> GetEnumerator() => Cells.GetEnumerator();
}

/// <summary>A cell of a row.</summary>
public sealed class AdaptiveTableCell() : AdaptiveItemContainer("TableCell");
