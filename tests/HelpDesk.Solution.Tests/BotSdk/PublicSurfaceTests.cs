using System.Reflection;
using System.Text.RegularExpressions;
using HelpDesk.Bots;

namespace HelpDesk.Solution.Tests.BotSdk;

/// <summary>
/// The library has, of the types in the list, the members of the list. Where it has more, <c>differences.md</c> says why; and what it shows
/// at all is kept as a snapshot, so that nothing becomes public by accident.
/// </summary>
public sealed partial class PublicSurfaceTests
{
    private const string Folder = "tests/HelpDesk.Solution.Tests/BotSdk";

    /// <summary>The list has none, of whatever type.</summary>
    private const string ParameterlessConstructor = "new()";

    private static readonly Assembly Library = typeof(ActivityHandler).Assembly;

    [Fact]
    public void The_public_surface_is_the_one_that_was_agreed_on()
    {
        var file = Repository.PathOf(Folder, "public-surface.txt");
        var surface = PublicSurface.TypesOf(Library)
            .SelectMany(t => PublicSurface.MembersOf(t).Order(StringComparer.Ordinal).Select(m => $"  {m}").Prepend($"{t.Namespace} {PublicSurface.NameOf(t)}"))
            .ToArray();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllLines(file, surface);
        }

        Assert.Equal(File.ReadAllLines(file), surface);
    }

    [NamesListFact]
    public void Every_member_that_the_list_lacks_has_a_reason()
    {
        var list = NamesList.Read().GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First());
        var differences =
            from type in PublicSurface.TypesOf(Library)
            let name = PublicSurface.NameOf(type)
            where list.ContainsKey(name)
            let known = Members(list[name], list).ToHashSet(StringComparer.Ordinal)
            from member in PublicSurface.MembersOf(type)
            where !known.Contains(member) && member != ParameterlessConstructor
            select $"{name}.{member}";

        Assert.Equal(Explained("Members"), differences.Order(StringComparer.Ordinal));
    }

    [NamesListFact]
    public void Every_type_that_the_list_does_not_even_mention_has_a_reason()
    {
        var mentioned = Word().Matches(File.ReadAllText(NamesList.FilePath!)).Select(m => m.Value)
            .Concat(NamesList.Documented().Select(t => t.Name)).ToHashSet(StringComparer.Ordinal);

        var types = PublicSurface.TypesOf(Library).Select(t => t.Name.Split('`')[0]).Where(n => !mentioned.Contains(n));

        Assert.Equal(Explained("Types"), types.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Members(NamedType type, IReadOnlyDictionary<string, NamedType> list) =>
        type.Members.Select(Written).Concat(type.Bases.SelectMany(b => list.TryGetValue(b, out var parent) ? Members(parent, list) : []));

    private static string Written(NamedMember member) => member.Kind switch
    {
        MemberKind.Property => $"{member.Name}: {member.Type}",
        MemberKind.Constant when member.Type.Length > 0 => $"{member.Name}={member.Type}",
        MemberKind.Constant => member.Name,
        MemberKind.Constructor => $"new({Types(member)})",
        _ => $"{member.Name}({Types(member)}){(member.Type is "" or "void" ? "" : $" → {member.Type}")}",
    };

    private static string Types(NamedMember member) => string.Join(", ", member.Parameters.Select(p => p.Type));

    /// <summary>What a chapter of the file explains; each entry has its reason behind a colon.</summary>
    private static IEnumerable<string> Explained(string chapter)
    {
        var text = File.ReadAllText(Repository.PathOf(Folder, "differences.md")).ReplaceLineEndings("\n");
        var entries = text.Split($"## {chapter}\n")[1].Split("\n## ")[0].Split("\n- ").Skip(1);
        return entries.SelectMany(entry => Entry().Match(entry) is { Success: true } match
            ? match.Groups["name"].Captures.Select(c => c.Value)
            : throw new FormatException($"Without a reason: {entry}")).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^(`(?<name>[^`]+)`,?\s*)+:\s+\w.{10,}", RegexOptions.Singleline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
