using System.Globalization;

namespace HelpDesk.Benchmarks;

/// <summary>Reads <c>--name value</c>.</summary>
internal static class Options
{
    public static int? Number(string[] options, string name) =>
        int.TryParse(Text(options, name), CultureInfo.InvariantCulture, out var value) ? value : null;

    public static string? Text(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
