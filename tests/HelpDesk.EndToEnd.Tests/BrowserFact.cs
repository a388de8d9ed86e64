using System.Diagnostics;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>
/// A test that drives the Agents Playground in Chromium. On a developer's machine without Node.js or Chromium it is shown as
/// skipped with the reason; where <c>CI</c> is set it runs and fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null or "" or "false")
        {
            Skip = Missing();
        }
    }

    private static string? Missing() =>
        !File.Exists(Tools.Chromium) ? $"There is no Chromium at {Tools.Chromium}; set HELPDESK_CHROMIUM to its path."
        : !Tools.Answers("node") ? "Node.js is not on the PATH."
        : null;
}

internal static class Tools
{
    public static string Chromium { get; } = Environment.GetEnvironmentVariable("HELPDESK_CHROMIUM") ?? "/usr/bin/chromium";

    public static bool Answers(string command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            return process is not null && process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
