namespace HelpDesk.Sandbox.Playground;

/// <summary>Finds Node.js the way a shell would.</summary>
internal static class NodeTools
{
    public static string? Node => Find(OperatingSystem.IsWindows() ? ["node.exe"] : ["node"]);

    public static string? Npm => Find(OperatingSystem.IsWindows() ? ["npm.cmd"] : ["npm"]);

    private static string? Find(string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder.Trim('"'), name)))
            .FirstOrDefault(File.Exists);
}
