using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace HelpDesk.Sandbox.Launch;

/// <summary>How to start a child process.</summary>
public sealed record ChildStart
{
    /// <summary>What the console calls it.</summary>
    public required string Name { get; init; }

    public required string FileName { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Added to this process's environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Receives everything that the process writes.</summary>
    public required string LogPath { get; init; }
}

/// <summary>
/// A started program: its output goes to a log file, its end is noticed, and it never outlives the sandbox. Its standard input
/// is a pipe that stays open as long as this process lives.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int RememberedLines = 25;

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Action<string>? _echo;
    private readonly ConcurrentQueue<string> _lastLines = new();

    private ChildProcess(ChildStart start, Process process, Action<string>? echo)
    {
        Name = start.Name;
        LogPath = start.LogPath;
        _process = process;
        _echo = echo;
        _log = new StreamWriter(start.LogPath, append: false) { AutoFlush = true };
        Exited = Watch();
    }

    public string Name { get; }

    public string LogPath { get; }

    public int Id { get; private set; }

    /// <summary>Completes with the exit code when the process has ended and all its output was read.</summary>
    public Task<int> Exited { get; }

    /// <summary>Whether it ends because it was told to.</summary>
    public bool IsStopping { get; private set; }

    public static ChildProcess Start(ChildStart start, Action<string>? echo = null)
    {
        var info = new ProcessStartInfo(start.FileName, start.Arguments)
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(start.LogPath)!);
        var process = new Process { StartInfo = info };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new LaunchException($"{start.Name} could not be started ({start.FileName}): {e.Message}");
        }

        return new ChildProcess(start, process, echo);
    }

    /// <summary>The sentence for the console when the process has ended although nobody asked it to.</summary>
    public async Task<string> ExplainEndAsync() => $"{Name} ended with exit code {await Exited}.\n{LastWords()}";

    /// <summary>The last lines that it wrote, and where the rest is.</summary>
    public string LastWords() => _lastLines.IsEmpty
        ? $"It wrote nothing. Log: {LogPath}"
        : $"Its last words:\n{string.Join('\n', _lastLines.Select(line => "  | " + line))}\nThe whole log: {LogPath}";

    public async ValueTask DisposeAsync()
    {
        if (IsStopping)
        {
            return;
        }

        IsStopping = true;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Ended by itself in this moment.
        }

        await Exited;
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private async Task<int> Watch()
    {
        Id = _process.Id;
        await Task.WhenAll(CopyAsync(_process.StandardOutput), CopyAsync(_process.StandardError), _process.WaitForExitAsync());
        return _process.ExitCode;
    }

    private async Task CopyAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _lastLines.Enqueue(line);
            while (_lastLines.Count > RememberedLines)
            {
                _lastLines.TryDequeue(out _);
            }

            lock (_log)
            {
                _log.WriteLine(line);
            }

            _echo?.Invoke(line);
        }
    }
}
