using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Connector;

/// <summary>What a request to the connector does, as Teams counts it.</summary>
internal enum BudgetKind
{
    /// <summary>Not counted.</summary>
    None,

    /// <summary>Creates, sends, updates or deletes.</summary>
    Sending,

    /// <summary>Reads members.</summary>
    Reading,
}

/// <summary>Whose budgets a request draws on.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="ConversationId">The conversation; null for none that is known yet.</param>
/// <param name="TenantId">The tenant; null for that of the conversation's last request that named one.</param>
internal readonly record struct BudgetUse(BudgetKind Kind, string? ConversationId, string? TenantId);

/// <summary>
/// Keeps the bot within Teams' rate limits: a burst waits, first come, first served in each conversation, instead of being refused by
/// Teams. A wait that would be too long for somebody who waits for an answer is not begun. The limits:
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
/// </summary>
internal sealed partial class SendBudgets
{
    internal static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(61);

    private const int SendsPerHour = 1800;
    private const int ReadsPerHour = 3600;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private static readonly BudgetWindow[] Sends =
    [
        new(7, TimeSpan.FromSeconds(1)), new(8, TimeSpan.FromSeconds(2)), new(60, TimeSpan.FromSeconds(30)),
    ];

    private static readonly BudgetWindow[] Reads =
    [
        new(14, TimeSpan.FromSeconds(1)), new(16, TimeSpan.FromSeconds(2)), new(120, TimeSpan.FromSeconds(30)),
    ];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Budget> _tenants = new(StringComparer.Ordinal);
    private readonly BudgetWindow[] _tenantWindow;
    private readonly BotMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly long _started;
    private long _nextSweep;
    private int _asleep;

    public SendBudgets(
        IOptions<BotChannelOptions> options,
        BotMetrics metrics,
        [FromKeyedServices(WireClock.Key)] TimeProvider clock,
        ILogger<SendBudgets> logger)
    {
        _tenantWindow = [new(options.Value.TenantRequestsPerSecond, TimeSpan.FromSeconds(1))];
        _metrics = metrics;
        _clock = clock;
        _logger = logger;
        _started = clock.GetTimestamp();
    }

    /// <summary>How many conversations are remembered.</summary>
    internal int Remembered
    {
        get
        {
            lock (_lock)
            {
                return _conversations.Count;
            }
        }
    }

    /// <summary>How many are first in their line and wait for time to pass.</summary>
    internal int Asleep => Volatile.Read(ref _asleep);

    /// <summary>
    /// Waits until the request may go and counts it. The result is null, or, when it may not go soon enough, the time until there is room;
    /// then nothing is counted.
    /// </summary>
    public ValueTask<TimeSpan?> EnterAsync(BudgetUse use, CancellationToken cancellationToken)
    {
        Budget? conversation;
        Budget tenant;
        var now = Now();
        lock (_lock)
        {
            Sweep(now);
            (conversation, tenant) = Find(use, now);
            if ((conversation is null || conversation.HasRoom(now)) && tenant.HasRoom(now))
            {
                conversation?.Take(now);
                tenant.Take(now);
                return ValueTask.FromResult<TimeSpan?>(null);
            }
        }

        return WaitAsync(use, conversation, tenant, now, cancellationToken);
    }

    private long Now() => _clock.GetElapsedTime(_started).Ticks;

    private (Budget? Conversation, Budget Tenant) Find(BudgetUse use, long now)
    {
        Conversation? conversation = null;
        if (use.ConversationId is { } id && !_conversations.TryGetValue(id, out conversation))
        {
            _conversations[id] = conversation = new Conversation();
        }

        // Requests of which nobody knows the tenant share one budget: better a wait too many than one too few.
        var name = use.TenantId ?? conversation?.TenantId ?? "";
        if (conversation is not null)
        {
            conversation.TenantId = name;
        }

        if (!_tenants.TryGetValue(name, out var tenant))
        {
            _tenants[name] = tenant = new Budget(_tenantWindow);
        }

        tenant.UsedAt = now;
        return (conversation?.Of(use.Kind, now), tenant);
    }

    private async ValueTask<TimeSpan?> WaitAsync(
        BudgetUse use, Budget? conversation, Budget tenant, long since, CancellationToken cancellationToken)
    {
        var latest = since + ChannelHttp.LongestWait.Ticks;
        var refused = conversation is null
            ? await PassAsync(tenant, null, latest, cancellationToken)
            : await PassAsync(conversation, tenant, latest, cancellationToken);
        if (refused is { } wait)
        {
            _metrics.Withheld();
            Log.Withheld(_logger, use.Kind, wait);
        }
        else
        {
            _metrics.Waited(TimeSpan.FromTicks(Now() - since));
        }

        return refused;
    }

    /// <summary>
    /// Waits in the line of a budget. Who is first and has room waits for the next budget in its turn, and is counted in both after that:
    /// what is counted is when a request goes, not when it was planned to.
    /// </summary>
    private async Task<TimeSpan?> PassAsync(Budget budget, Budget? next, long latest, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (_lock)
        {
            var now = Now();
            var room = budget.RoomAt(budget.Waiting, now);
            if (room > latest)
            {
                return TimeSpan.FromTicks(room - now);
            }

            place = budget.Join();
        }

        try
        {
            await place.Value.Task.WaitAsync(cancellationToken);
            var refused = await WaitForRoomAsync(budget, latest, cancellationToken)
                ?? (next is null ? null : await PassAsync(next, null, latest, cancellationToken));
            if (refused is null)
            {
                lock (_lock)
                {
                    budget.Take(Now());
                }
            }

            return refused;
        }
        finally
        {
            lock (_lock)
            {
                budget.Leave(place);
            }
        }
    }

    /// <summary>Nobody but the first in the line takes anything, so that the room that there is stays.</summary>
    private async Task<TimeSpan?> WaitForRoomAsync(Budget budget, long latest, CancellationToken cancellationToken)
    {
        while (true)
        {
            long now, room;
            lock (_lock)
            {
                now = Now();
                room = budget.RoomAt(0, now);
            }

            var wait = TimeSpan.FromTicks(room - now);
            if (wait <= TimeSpan.Zero)
            {
                return null;
            }

            if (room > latest)
            {
                return wait;
            }

            await SleepAsync(wait, cancellationToken);
        }
    }

    private async Task SleepAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asleep);
        try
        {
            // Timers count in milliseconds: rounded down they would end before there is room.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _clock, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _asleep);
        }
    }

    private void Sweep(long now)
    {
        if (now < _nextSweep)
        {
            return;
        }

        _nextSweep = now + SweepEvery.Ticks;
        var old = now - ForgetAfter.Ticks;
        foreach (var (id, conversation) in _conversations)
        {
            if (conversation.UsedAt < old)
            {
                _conversations.Remove(id);
            }
        }

        foreach (var (name, tenant) in _tenants)
        {
            if (tenant.UsedAt < old)
            {
                _tenants.Remove(name);
            }
        }
    }

    private sealed class Conversation
    {
        private Budget? _sending;
        private Budget? _reading;

        public string? TenantId { get; set; }

        public long UsedAt { get; private set; }

        public Budget Of(BudgetKind kind, long now)
        {
            UsedAt = now;
            return kind == BudgetKind.Reading
                ? _reading ??= new Budget(Reads, new HourCount(ReadsPerHour))
                : _sending ??= new Budget(Sends, new HourCount(SendsPerHour));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1021, LogLevel.Warning, "A request ({Kind}) was not made: the channel's limits leave no room for it before {Wait}.")]
        public static partial void Withheld(ILogger logger, BudgetKind kind, TimeSpan wait);
    }
}
