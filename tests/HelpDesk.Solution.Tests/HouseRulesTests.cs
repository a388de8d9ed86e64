using System.Globalization;
using System.Text.RegularExpressions;

namespace HelpDesk.Solution.Tests;

/// <summary>Rules that no compiler keeps.</summary>
public sealed partial class HouseRulesTests
{
    private static readonly (string Project, int First)[] EventIdRanges =
    [
        ("HelpDesk.Bots", 1000),
        ("HelpDesk.RenewalService", 2000),
        ("HelpDesk.RenewalBot", 3000),
        ("HelpDesk.Storage", 4000),
        ("HelpDesk.Sandbox", 5000),
    ];

    [Fact]
    public void Event_ids_are_unique_and_in_the_range_of_their_project()
    {
        var ids = Sources().SelectMany(f => EventId().Matches(File.ReadAllText(f)).Select(m => (File: f, Id: int.Parse(m.Groups["id"].ValueSpan, CultureInfo.InvariantCulture)))).ToArray();

        Assert.Empty(ids.GroupBy(i => i.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(i => i.File))}"));
        Assert.All(ids, i => Assert.Contains(EventIdRanges, r => i.File.Contains(r.Project + Path.DirectorySeparatorChar, StringComparison.Ordinal) && i.Id >= r.First && i.Id < r.First + 1000));
    }

    [Fact]
    public void No_tracked_file_holds_a_path_of_a_machine_or_the_address_of_a_package_registry()
    {
        var offenders =
            from file in Repository.TrackedFiles()
            where !Binary().IsMatch(file) && File.Exists(Repository.PathOf(file))
            from match in MachineTrace().Matches(File.ReadAllText(Repository.PathOf(file)))
            select $"{file}: {match.Value}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_logger_message_has_an_event_id()
    {
        var offenders = Sources().Where(f => LoggerMessageWithoutId().IsMatch(File.ReadAllText(f)));

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\[LoggerMessage\(\s*(EventId\s*=\s*)?(?<id>\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\[LoggerMessage\((?!\s*(EventId\s*=\s*)?\d)")]
    private static partial Regex LoggerMessageWithoutId();

    [GeneratedRegex(@"\.(png|jpg|ico)$")]
    private static partial Regex Binary();

    [GeneratedRegex("(?<![A-Za-z.])/(home|root|work)/[a-z]|\"resolved\": *\"http")]
    private static partial Regex MachineTrace();
}
