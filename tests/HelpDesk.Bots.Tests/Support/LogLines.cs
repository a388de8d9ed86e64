using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Bots.Tests.Support;

/// <summary>What the host has logged.</summary>
internal sealed record LogLine(LogLevel Level, int EventId, string Text, Exception? Exception);

internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyCollection<LogLine> All => _lines;

    /// <summary>The reasons of the refusals, one per line.</summary>
    public string[] Refusals => [.. _lines.Where(l => l.EventId == 1001).Select(l => l.Text)];

    public LogLine[] Errors => [.. _lines.Where(l => l.Level >= LogLevel.Error)];

    public ILogger CreateLogger(string categoryName) => new Logger(_lines);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, eventId.Id, formatter(state, exception), exception));
    }
}
