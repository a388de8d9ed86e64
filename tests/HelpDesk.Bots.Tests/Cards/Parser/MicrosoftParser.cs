using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace HelpDesk.Bots.Tests.Cards.Parser;

/// <summary>Microsoft's npm package <c>adaptivecards</c>, run by Node.js: what clients are built with says what it thinks of a card.</summary>
internal static class MicrosoftParser
{
    private static readonly string Folder = FolderOf();

    private static readonly string? Node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
        .FirstOrDefault(File.Exists);

    /// <summary>Why the parser cannot be asked; null when it can.</summary>
    public static string? Missing { get; } =
        Node is null ? "There is no Node.js to run the npm package adaptivecards."
        : !File.Exists(Path.Combine(Folder, "node_modules", "adaptivecards", "package.json"))
            ? "The npm package adaptivecards is not installed: npm ci --prefix tests/HelpDesk.Bots.Tests/Cards/Parser"
        : null;

    /// <summary>Per card, all errors of parsing and all validation events; none is what a card should have.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> EventsOfAsync(IReadOnlyList<string> cards)
    {
        using var process = Process.Start(new ProcessStartInfo(Node!, [Path.Combine(Folder, "parse.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        foreach (var card in cards)
        {
            await process.StandardInput.WriteLineAsync(card);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Xunit.Assert.True(process.ExitCode == 0, await errors);
        var answers = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Xunit.Assert.Equal(cards.Count, answers.Length);
        return [.. answers.Select(answer => JsonSerializer.Deserialize<string[]>(answer)!)];
    }

    /// <summary>Asks once about many cards; the complaints are told by the name of the card.</summary>
    public static async Task<IReadOnlyList<string>> ComplaintsAsync(IEnumerable<(string Name, string Json)> cards)
    {
        var all = cards.ToArray();
        var events = await EventsOfAsync([.. all.Select(c => c.Json)]);
        return [.. all.Zip(events, (card, found) => found.Select(e => $"{card.Name}: {e}")).SelectMany(e => e)];
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>A fact that is reported as skipped where the parser cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MicrosoftParserFactAttribute : Xunit.FactAttribute
{
    public MicrosoftParserFactAttribute() => Skip = MicrosoftParser.Missing;
}

/// <summary>A theory that is reported as skipped where the parser cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MicrosoftParserTheoryAttribute : Xunit.TheoryAttribute
{
    public MicrosoftParserTheoryAttribute() => Skip = MicrosoftParser.Missing;
}
