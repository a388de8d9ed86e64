using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace HelpDesk.Solution.Tests.BotSdk;

/// <summary>
/// The bot builds with <c>-p:BotSdk=Microsoft</c>. The packages themselves may not be at hand, so packages of the same names and versions
/// take their place that hold the list and nothing else: whatever compiles uses no other name.
/// </summary>
public sealed class VariantTests : IDisposable
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-sdk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamesListFact]
    public void The_bot_builds_on_the_names_of_the_list_alone()
    {
        var names = BuildNames();
        var packages = Packages();
        foreach (var (id, version) in packages)
        {
            Pack(id, version, id == packages[0].Id ? names : null, packages[0]);
        }

        CopySources();

        Build(
            "src/HelpDesk.RenewalBot",
            "-p:BotSdk=Microsoft",
            $"-p:RestoreSources={Folder("feed")}",
            $"-p:RestorePackagesPath={Folder("packages")}",
            $"-p:RestoreFallbackFolders={GlobalPackages()}");
    }

    /// <summary>What the switch asks for, read from where the switch is.</summary>
    private static (string Id, string Version)[] Packages() =>
        [.. XDocument.Load(Repository.PathOf("src", "HelpDesk.RenewalBot", "BotSdk.props")).Descendants("PackageVersion")
            .Select(p => (p.Attribute("Include")!.Value, p.Attribute("Version")!.Value))];

    private string BuildNames()
    {
        var folder = Folder("names");
        File.WriteAllText(Path.Combine(folder, "Names.cs"), NamesSource.Write([.. NamesList.Read(), .. NamesList.Documented()]));
        File.WriteAllText(Path.Combine(folder, "Names.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />
              </ItemGroup>
            </Project>
            """);
        Build("names", "-o", Folder("built"), $"-p:RestoreSources={Folder("feed")}", $"-p:RestoreFallbackFolders={GlobalPackages()}", $"-p:RestorePackagesPath={Folder("packages")}");
        return Path.Combine(Folder("built"), "Names.dll");
    }

    private void Pack(string id, string version, string? assembly, (string Id, string Version) names)
    {
        using var package = ZipFile.Open(Path.Combine(Folder("feed"), $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        var needed = assembly is null ? names : ("Newtonsoft.Json", "13.0.3");
        using (var nuspec = package.CreateEntry($"{id}.nuspec").Open())
        {
            new XDocument(new XElement(
                Nuspec + "package",
                new XElement(
                    Nuspec + "metadata",
                    new XElement(Nuspec + "id", id),
                    new XElement(Nuspec + "version", version),
                    new XElement(Nuspec + "authors", "HelpDesk"),
                    new XElement(Nuspec + "description", "Names only."),
                    new XElement(
                        Nuspec + "dependencies",
                        new XElement(
                            Nuspec + "group",
                            new XAttribute("targetFramework", "net10.0"),
                            new XElement(Nuspec + "dependency", new XAttribute("id", needed.Item1), new XAttribute("version", needed.Item2))))))).Save(nuspec);
        }

        if (assembly is null)
        {
            package.CreateEntry("lib/net10.0/_._");
        }
        else
        {
            package.CreateEntryFromFile(assembly, "lib/net10.0/Names.dll");
        }
    }

    private void CopySources()
    {
        foreach (var file in Repository.TrackedFiles().Where(f => f.StartsWith("src/", StringComparison.Ordinal) || !f.Contains('/', StringComparison.Ordinal)))
        {
            var source = Repository.PathOf(file);
            var target = Path.Combine(_folder, file);
            if (File.Exists(source))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(source, target);
            }
        }
    }

    private void Build(string project, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project, "-m:1", "--nologo", "-v:q", "-nodeReuse:false", .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        // What the build that runs this test has set is not for another build.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var build = Process.Start(start)!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.True(build.ExitCode == 0, output);
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private static string GlobalPackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
