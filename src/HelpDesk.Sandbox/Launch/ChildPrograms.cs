using System.Reflection;

namespace HelpDesk.Sandbox.Launch;

/// <summary>The two programs that the sandbox starts, at the paths where the build put them.</summary>
internal static class ChildPrograms
{
    private const string Prefix = "ChildProgram:";

    public static string RenewalService => Find("HelpDesk.RenewalService");

    public static string RenewalBot => Find("HelpDesk.RenewalBot");

    /// <summary>The <c>dotnet</c> that runs this process, so that the children run on the same runtime.</summary>
    public static string DotNet
    {
        get
        {
            // {root}/shared/Microsoft.NETCore.App/{version}/ holds the runtime, {root}/ the host.
            var root = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..");
            var host = Path.GetFullPath(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
            return File.Exists(host) ? host : "dotnet";
        }
    }

    private static string Find(string name)
    {
        var path = typeof(ChildPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => a.Key == Prefix + name)?.Value;
        return path is not null && File.Exists(path)
            ? path
            : throw new LaunchException($"{name} has not been built. Build the solution: dotnet build");
    }
}
