using System.Text.RegularExpressions;

namespace HelpDesk.Solution.Tests.BotSdk;

/// <summary>One type of the list: its members by name and type only.</summary>
internal sealed record NamedType(string Namespace, string Name, string? Kind, IReadOnlyList<string> Bases, IReadOnlyList<NamedMember> Members)
{
    /// <summary>Without type parameters.</summary>
    public string PlainName => Name.Split('<')[0];

    public bool IsGeneric => Name.Contains('<', StringComparison.Ordinal);
}

internal enum MemberKind
{
    Constructor,
    Property,
    Method,
    Constant,
}

/// <summary>One member of the list.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; empty for a constructor.</param>
/// <param name="Type">The type of a property, what a method returns, the value of a constant.</param>
/// <param name="Parameters">Types and names.</param>
/// <param name="IsProtected">Whether only derived classes see it.</param>
internal sealed record NamedMember(MemberKind Kind, string Name, string Type, IReadOnlyList<(string Type, string Name)> Parameters, bool IsProtected);

/// <summary>
/// The names and signatures of Bot Builder v4.23 and AdaptiveCards 3.1, when a folder <c>shared/facts</c> lies beside one of the folders
/// that the tests are in.
/// </summary>
internal static partial class NamesList
{
    private const string FileName = "bot-builder-names.md";

    public static string? FilePath { get; } = Find();

    public static IReadOnlyList<NamedType> Read() => Parse(File.ReadLines(FilePath!));

    /// <summary>Names that Bot Builder documents and the list lacks.</summary>
    public static IReadOnlyList<NamedType> Documented() =>
        Parse(File.ReadLines(Repository.PathOf("tests", "HelpDesk.Solution.Tests", "BotSdk", "documented-names.md")));

    private static List<NamedType> Parse(IEnumerable<string> lines)
    {
        var types = new List<NamedType>();
        var members = new List<NamedMember>();
        var space = "";
        foreach (var line in lines)
        {
            if (NamespaceLine().Match(line) is { Success: true } head)
            {
                space = head.Groups["name"].Value;
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                members = [];
                types.Add(new NamedType(
                    space, type.Groups["name"].Value, Kind(type.Groups["kind"].Value), [.. Split(type.Groups["bases"].Value)], members));
            }
            else if (line.StartsWith("  - ", StringComparison.Ordinal))
            {
                members.Add(Member(line[4..].Trim()));
            }
        }

        return types;
    }

    private static string? Kind(string text) => text.Length > 0 ? text : null;

    private static NamedMember Member(string text)
    {
        var isProtected = text.StartsWith("protected ", StringComparison.Ordinal);
        text = isProtected ? text["protected ".Length..] : text;
        if (MethodLine().Match(text) is { Success: true } method)
        {
            var name = method.Groups["name"].Value;
            return new NamedMember(
                name == "new" ? MemberKind.Constructor : MemberKind.Method,
                name == "new" ? "" : name,
                method.Groups["type"].Value,
                [.. Split(method.Groups["parameters"].Value).Select(Parameter)],
                isProtected);
        }

        var property = text.Split(": ", 2);
        if (property.Length == 2 && !property[0].Contains('=', StringComparison.Ordinal))
        {
            return new NamedMember(MemberKind.Property, property[0], property[1], [], isProtected);
        }

        var constant = text.Split('=', 2);
        return new NamedMember(MemberKind.Constant, constant[0], constant.Length == 2 ? constant[1] : "", [], isProtected);
    }

    private static (string Type, string Name) Parameter(string text)
    {
        if (text == "ct")
        {
            return ("CancellationToken", "cancellationToken");
        }

        var at = text.LastIndexOf(' ');
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    /// <summary>At the commas that are not within angle brackets.</summary>
    private static IEnumerable<string> Split(string list)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                if (list[start..i].Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                start = i + 1;
            }
            else
            {
                depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
            }
        }
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "facts", FileName);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^## (?<name>[\w.]+)  \([\w.]+\.dll\)$|^## (?<name>[\w.]+)\s*(\(.*\))?$")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^- \*\*(?<name>[^*]+)\*\*( (?<kind>static|abstract|interface|enum))?( : (?<bases>.+))?$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<name>\w+)\((?<parameters>.*)\)( → (?<type>.+))?$")]
    private static partial Regex MethodLine();
}

/// <summary>A fact that is reported as skipped where the list is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NamesListFactAttribute : FactAttribute
{
    public NamesListFactAttribute()
    {
        if (NamesList.FilePath is null)
        {
            Skip = "shared/facts/bot-builder-names.md was not found in a folder above the tests.";
        }
    }
}
