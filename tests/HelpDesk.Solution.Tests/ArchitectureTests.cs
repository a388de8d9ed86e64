using System.Xml.Linq;

namespace HelpDesk.Solution.Tests;

/// <summary>Holds the project references to the arrows that the README's map shows.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["HelpDesk.Bots"] = [],
        ["HelpDesk.Renewals"] = [],
        ["HelpDesk.Storage"] = ["HelpDesk.Renewals"],
        ["HelpDesk.RenewalBot"] = ["HelpDesk.Bots", "HelpDesk.Renewals", "HelpDesk.Storage"],
        ["HelpDesk.RenewalService"] = ["HelpDesk.Renewals", "HelpDesk.Storage"],
        // Started as processes: built with the sandbox, but none of their types are visible to it.
        ["HelpDesk.Sandbox"] = [],
    };

    private static readonly string[] WebAndOutside = ["Microsoft.Graph", "Microsoft.EntityFrameworkCore", "Microsoft.Identity", "Microsoft.AspNetCore", "Quartz"];

    [Fact]
    public void Project_references_follow_the_arrows()
    {
        var actual = Repository.Projects("src").ToDictionary(p => Path.GetFileNameWithoutExtension(p), VisibleReferences);

        Assert.Equal(Arrows.Keys.Order(), actual.Keys.Order());
        Assert.All(Arrows, arrow => Assert.Equal(arrow.Value.Order(), actual[arrow.Key].Order()));
    }

    [Fact]
    public void The_domain_knows_no_web_directory_or_database_package()
    {
        var project = XDocument.Load(Repository.PathOf("src", "HelpDesk.Renewals", "HelpDesk.Renewals.csproj"));

        Assert.Empty(project.Descendants("FrameworkReference"));
        Assert.DoesNotContain(Includes(project, "PackageReference"), p => WebAndOutside.Any(w => p.StartsWith(w, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("HelpDesk.RenewalBot.sln"));

        Assert.All(Repository.Projects("src").Concat(Repository.Projects("tests")), p => Assert.Contains(Path.GetFileName(p), solution, StringComparison.Ordinal));
    }

    private static string[] VisibleReferences(string project) =>
        [.. Imports(project).Prepend(project).SelectMany(p => XDocument.Load(p).Descendants("ProjectReference"))
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')))];

    /// <summary>What a project takes in from beside it, such as the switch of the bot's SDK.</summary>
    private static IEnumerable<string> Imports(string project) =>
        XDocument.Load(project).Descendants("Import").Select(i => Path.Combine(Path.GetDirectoryName(project)!, (string)i.Attribute("Project")!));

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(r => (string)r.Attribute("Include")!);
}
