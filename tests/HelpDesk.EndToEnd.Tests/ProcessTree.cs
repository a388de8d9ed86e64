using System.Diagnostics;
using System.Globalization;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>A process as Linux shows it; the start time tells it from a later one with the same number.</summary>
internal sealed record LinuxProcess(int Id, int Parent, char State, string StartTime, string CommandLine)
{
    // One that has ended stays in the list until somebody asks for its exit code.
    public bool IsRunning => Read(Id) is { State: not 'Z' and not 'X' } now && now.StartTime == StartTime;

    /// <summary>Everything that the process has started, and what that has started.</summary>
    public static IReadOnlyList<LinuxProcess> Below(int id)
    {
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var number) ? Read(number) : null).OfType<LinuxProcess>().ToLookup(p => p.Parent);
        return [.. Children(id)];

        IEnumerable<LinuxProcess> Children(int parent) => all[parent].SelectMany(child => Children(child.Id).Prepend(child));
    }

    public async Task SignalAsync(string signal) => await SignalAsync(Id, signal);

    public static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    public override string ToString() => $"{Id} {CommandLine}";

    private static LinuxProcess? Read(int id)
    {
        try
        {
            // pid (name) state ppid … starttime; the name may hold anything, the rest holds no bracket.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var command = File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
            return new LinuxProcess(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0], fields[19], command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>A test that sends signals and reads <c>/proc</c>, or replaces programs by shell scripts.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute(bool node = false) => Skip =
        !OperatingSystem.IsLinux() ? "Processes are looked at in Linux's /proc."
        : node && Environment.GetEnvironmentVariable("CI") is null or "" or "false" && !Tools.Answers("node") ? "Node.js is not on the PATH."
        : null;
}
