using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HelpDesk.Sandbox.Teams;

/// <summary>
/// A card as lines of text, for the terminal: what somebody would read aloud. Facts are aligned, buttons stand in brackets,
/// an element that Teams does not know is replaced by its fallback.
/// </summary>
public static partial class CardText
{
    private const int Width = 92;

    /// <summary>The card in a frame.</summary>
    public static string Framed(CardView card)
    {
        var lines = Lines(card).SelectMany(line => Wrap(line, Width)).Select(line => line.Length == 0 ? "│" : $"│ {line}");
        return string.Join('\n', [$"┌{new string('─', Width)}", .. lines, $"└{new string('─', Width)}"]);
    }

    public static IReadOnlyList<string> Lines(CardView card) => card.ContentType == CardView.Adaptive
        ? [.. Element(card.Content, isRoot: true)]
        : [.. HeroLike(card)];

    private static IEnumerable<string> HeroLike(CardView card)
    {
        foreach (var name in new[] { "title", "subtitle", "text" })
        {
            foreach (var line in Paragraph(card.Content[name].AsText()))
            {
                yield return line;
            }
        }

        if (card.Buttons.Count > 0)
        {
            yield return string.Join(' ', card.Buttons.Select(b => $"[{b.Title}]"));
        }
    }

    private static IEnumerable<string> Elements(JsonNode? elements) =>
        (elements as JsonArray ?? []).OfType<JsonObject>().SelectMany(e => Element(e));

    private static IEnumerable<string> Element(JsonObject element, bool isRoot = false)
    {
        if (element.Hidden())
        {
            return [];
        }

        return element["type"].AsText() switch
        {
            "AdaptiveCard" => Elements(element["body"]).Concat(Buttons(element["actions"])),
            "TextBlock" => Paragraph(element["text"].AsText()),
            "RichTextBlock" => Paragraph(string.Concat((element["inlines"] as JsonArray ?? []).Select(i => i.AsText() ?? i.At("text").AsText()))),
            "FactSet" => Facts(element),
            "Container" or "Column" or "TableCell" => Elements(element["items"]),
            "ColumnSet" => SideBySide(element["columns"]),
            "Table" => (element["rows"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(row => SideBySide(row["cells"])),
            "ActionSet" => Buttons(element["actions"]),
            "Image" => Picture(element),
            "ImageSet" => (element["images"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(Picture),
            { } type when type.StartsWith("Input.", StringComparison.Ordinal) => InputText.Lines(type, element),
            { } type when type.StartsWith("Chart.", StringComparison.Ordinal) => Chart(element),
            _ when isRoot => Elements(element["body"]).Concat(Buttons(element["actions"])),
            _ => element["fallback"] is JsonObject fallback ? Element(fallback) : [],
        };
    }

    private static IEnumerable<string> Paragraph(string? text) =>
        string.IsNullOrEmpty(text) ? [] : Markup().Replace(Dates().Replace(text, Date), "${sign}").Split('\n').Select(line => line.TrimEnd('\r', ' '));

    /// <summary><c>{{DATE(2026-12-08T10:00:00Z,SHORT)}}</c> is shown in the reader's manner; here in one that everybody can read.</summary>
    private static string Date(Match match) =>
        DateTimeOffset.TryParse(match.Groups["when"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when)
            ? when.ToString(match.Groups["kind"].Value == "DATE" ? "yyyy-MM-dd" : "HH:mm", CultureInfo.InvariantCulture)
            : match.Value;

    private static IEnumerable<string> Facts(JsonObject element)
    {
        var facts = (element["facts"] as JsonArray ?? []).Select(f => (Title: f.At("title").AsText() ?? "", Value: string.Join(' ', Paragraph(f.At("value").AsText())))).ToList();
        var width = facts.Select(f => f.Title.Length).DefaultIfEmpty().Max();
        return facts.Select(f => $"  {f.Title.PadRight(width)}  {f.Value}");
    }

    private static IEnumerable<string> SideBySide(JsonNode? columns)
    {
        var texts = (columns as JsonArray ?? []).OfType<JsonObject>()
            .Where(c => !c.Hidden()).Select(c => Elements(c["items"]).ToList()).Where(lines => lines.Count > 0).ToList();

        // A short lead (an icon, a word) stands before what it belongs to; wide columns follow one another.
        if (texts.Count == 2 && texts[0].Count == 1 && texts[0][0].Length <= 20)
        {
            var indent = new string(' ', texts[0][0].Length + 2);
            return texts[1].Select((line, i) => (i == 0 ? $"{texts[0][0]}  " : indent) + line);
        }

        return texts.All(t => t.Count == 1) && texts.Count > 0 ? [string.Join("  ", texts.Select(t => t[0]))] : texts.SelectMany(t => t);
    }

    private static IEnumerable<string> Picture(JsonObject image) => image["altText"].AsText() is { Length: > 0 } text ? [$"({text})"] : [];

    private static IEnumerable<string> Chart(JsonObject chart)
    {
        var name = chart["subLabel"].AsText() ?? chart["title"].AsText() ?? "chart";
        return [chart["value"] is { } value ? $"({name}: {value})" : $"({name})"];
    }

    private static IEnumerable<string> Buttons(JsonNode? actions)
    {
        var shown = (actions as JsonArray ?? []).OfType<JsonObject>().Where(a => !a.Hidden()).ToList();
        if (shown.Count > 0)
        {
            yield return string.Join(' ', shown.Select(Button));
        }

        foreach (var line in shown.Select(a => a["card"]).OfType<JsonObject>().SelectMany(card => Element(card, isRoot: true)))
        {
            yield return $"    {line}";
        }
    }

    private static string Button(JsonObject action)
    {
        var title = action["title"].AsText();
        var off = action["isEnabled"] is JsonValue value && value.TryGetValue<bool>(out var enabled) && !enabled;
        return off ? $"[{title} (off)]" : action["type"].AsText() == "Action.OpenUrl" ? $"[{title} ↗]" : $"[{title}]";
    }

    private static IEnumerable<string> Wrap(string line, int width)
    {
        // What is aligned stays aligned: further lines keep the indent of the first.
        var indent = new string(' ', line.Length - line.TrimStart().Length);
        while (line.Length > width)
        {
            var end = line.LastIndexOf(' ', width);
            end = end <= indent.Length ? width : end;
            yield return line[..end];
            line = indent + line[end..].TrimStart();
        }

        yield return line;
    }

    /// <summary>Markdown's bold marks, and the backslash before a sign that is meant as itself.</summary>
    [GeneratedRegex(@"\*\*|\\(?<sign>[^\w\s])", RegexOptions.ExplicitCapture)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\{\{(?<kind>DATE|TIME)\((?<when>[^,)]+)(?:,[^)]*)?\)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Dates();
}
