using HelpDesk.Renewals.Renewing;
using HelpDesk.RenewalService.Renewals;

namespace HelpDesk.RenewalService.Tests.Renewals;

public sealed class RenewalQueueTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private readonly RenewalQueue _queue = new();

    [Fact]
    public async Task A_sign_in_for_a_renewal_that_is_worked_on_waits_for_its_turn()
    {
        _queue.Add(new(Id, null));
        var running = await NextAsync();
        _queue.Add(new(Id, new SignedIn(new("ada", "Ada Lindqvist"), null!, default)));

        _queue.Done(running);

        Assert.NotNull((await NextAsync()).SignedIn);
    }

    [Fact]
    public async Task A_beat_of_the_schedule_adds_nothing_to_a_renewal_that_is_worked_on()
    {
        _queue.Add(new(Id, null));
        var running = await NextAsync();
        _queue.Add(new(Id, null));
        _queue.Done(running);

        var other = Guid.NewGuid();
        _queue.Add(new(other, null));

        Assert.Equal(other, (await NextAsync()).RenewalId);
    }

    private async Task<RenewalJob> NextAsync()
    {
        await foreach (var job in _queue.ReadAllAsync(CancellationToken.None))
        {
            return job;
        }

        throw new InvalidOperationException("The queue ended.");
    }
}
