namespace HelpDesk.Bots.Tests.Support;

/// <summary>The hand-written payloads of the clients: <c>Wire/{activity}/{variant}.json</c>.</summary>
internal static class WireFiles
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Wire");

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories)
            .Select(f => Path.ChangeExtension(Path.GetRelativePath(Root, f), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, $"{name}.json"));
}
