using System.Collections.Concurrent;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>
/// Teams' documented budget of a bot in one conversation for sending and creating: 7 in one second, 8 in two, 60 in 30, 1800
/// in an hour. Off unless asked for (<c>POST /sandbox/teams/budgets</c>), because a test that does not mean it would only be slow.
/// </summary>
public sealed class SendBudget
{
    private static readonly (int Count, TimeSpan In)[] Windows =
    [
        (7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1)),
    ];

    private readonly ConcurrentDictionary<string, Queue<long>> _sent = new();
    private readonly TimeProvider _clock;

    public SendBudget(SandboxWorld world, TimeProvider clock)
    {
        _clock = clock;
        world.WasReset += (_, _) =>
        {
            IsEnforced = false;
            _sent.Clear();
        };
    }

    public bool IsEnforced { get; set; }

    /// <summary>Whether one more is within the budget. Stopwatch time: moving the sandbox's clock earns no budget.</summary>
    public bool TrySpend(string conversationId)
    {
        if (!IsEnforced)
        {
            return true;
        }

        var sent = _sent.GetOrAdd(conversationId, _ => new Queue<long>());
        lock (sent)
        {
            var now = _clock.GetTimestamp();
            while (sent.TryPeek(out var oldest) && _clock.GetElapsedTime(oldest, now) > Windows[^1].In)
            {
                sent.Dequeue();
            }

            if (Array.Exists(Windows, w => sent.Count(at => _clock.GetElapsedTime(at, now) < w.In) >= w.Count))
            {
                return false;
            }

            sent.Enqueue(now);
            return true;
        }
    }
}
