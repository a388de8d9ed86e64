namespace HelpDesk.EndToEnd.Tests;

/// <summary>Pictures for the documentation, taken when <c>HELPDESK_SCREENSHOTS</c> names a folder.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("HELPDESK_SCREENSHOTS");

    public static Task TakeAsync(string name, Func<string, Task> take) =>
        Folder is null ? Task.CompletedTask : take(Path.Combine(Folder, $"{name}.png"));
}
