namespace HelpDesk.Sandbox.Launch;

/// <summary>The working copy in which this program was built.</summary>
internal static class SourceTree
{
    /// <summary>The solution's folder; null when the program runs from somewhere else.</summary>
    public static string? Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HelpDesk.RenewalBot.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName;
        }
    }
}
