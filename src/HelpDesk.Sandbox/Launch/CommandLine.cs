using System.Globalization;

namespace HelpDesk.Sandbox.Launch;

public enum LaunchCommand
{
    /// <summary>Start everything and stay until Ctrl+C.</summary>
    Run,

    /// <summary>Play the story in the terminal and end.</summary>
    Rehearse,

    /// <summary>Print the usage.</summary>
    Help,
}

/// <summary>What was asked for on the command line.</summary>
public sealed record CommandLine
{
    public const string Usage = """
        Usage: dotnet run --project src/HelpDesk.Sandbox -- [rehearse] [options]

          (no command)        start the local Microsoft 365, the renewal service, the bot and the chat window
          rehearse            play the whole story in the terminal; exit code 0 only if the secret was renewed and proven

          --port-base N       bot on N, service N+1, sandbox https N+2, Playground N+3, pages and control N+4
          --tenant-user NAME  who chats: a given name, a full name or a login name
          --no-playground     do not start the chat window
          --by-password       Contoso's HelpDesk still renews by itself, with a login and a password (Settings → About)
          --key-vault         the renewal service keeps its secrets in the sandbox's Azure Key Vault, not in its own database
          --open              open the chat window in the browser
          --data DIR          where databases, keys and logs go (default: .sandbox/{port} beside the solution)
          --verbose           show the logs of all processes
          --help              this text
        """;

    private const int Ports = 5;
    private const int HighestPort = 65535;

    public LaunchCommand Command { get; init; }

    public int? PortBase { get; init; }

    public string? TenantUser { get; init; }

    public bool Playground { get; init; } = true;

    /// <summary>HelpDesk is an old one that renews by login and password.</summary>
    public bool ByPassword { get; init; }

    /// <summary>The service's vault is the sandbox's Key Vault.</summary>
    public bool KeyVault { get; init; }

    public bool Open { get; init; }

    public string? DataFolder { get; init; }

    public bool Verbose { get; init; }

    /// <summary>Reads the arguments; of wrong ones it returns none and says what is wrong.</summary>
    public static CommandLine? Parse(IReadOnlyList<string> arguments, out string? error)
    {
        var result = new CommandLine();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            (result, error) = Read(result, argument, rest);
            if (error is not null)
            {
                return null;
            }
        }

        error = null;
        return result;
    }

    private static (CommandLine Result, string? Error) Read(CommandLine line, string argument, Queue<string> rest) => argument switch
    {
        "rehearse" when line.Command == LaunchCommand.Run => (line with { Command = LaunchCommand.Rehearse }, null),
        "--help" or "-h" or "-?" => (line with { Command = LaunchCommand.Help }, null),
        "--no-playground" => (line with { Playground = false }, null),
        "--by-password" => (line with { ByPassword = true }, null),
        "--key-vault" => (line with { KeyVault = true }, null),
        "--open" => (line with { Open = true }, null),
        "--verbose" => (line with { Verbose = true }, null),
        "--port-base" => WithValue(line, argument, rest, ReadPorts),
        "--tenant-user" => WithValue(line, argument, rest, (l, value) => (l with { TenantUser = value }, null)),
        "--data" => WithValue(line, argument, rest, (l, value) => (l with { DataFolder = value }, null)),
        _ => (line, $"'{argument}' is not known."),
    };

    private static (CommandLine Result, string? Error) WithValue(
        CommandLine line, string name, Queue<string> rest, Func<CommandLine, string, (CommandLine, string?)> read) =>
        rest.TryDequeue(out var value) && value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal)
            ? read(line, value)
            : (line, $"{name} needs a value.");

    private static (CommandLine Result, string? Error) ReadPorts(CommandLine line, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first is >= 1024 and <= HighestPort - Ports + 1
            ? (line with { PortBase = first }, null)
            : (line, $"--port-base takes a number from 1024 to {HighestPort - Ports + 1}, not '{value}'.");
}
