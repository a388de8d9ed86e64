using HelpDesk.Renewals.Renewing;
using HelpDesk.RenewalService.Renewals;

namespace HelpDesk.RenewalService.Tests.Renewals;

public sealed class RenewalQueueTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private static readonly SignedIn SignedIn = new(new("ada", "Ada Lindqvist"), null!, default);

    private readonly RenewalQueue _queue = new();

    [Fact]
    public async Task A_sign_in_for_a_renewal_that_is_worked_on_waits_for_its_turn()
    {
        _queue.Add(new(Id, null));
        var running = await _queue.Scheduled.ReadAsync();
        _queue.Add(new(Id, SignedIn));
        Assert.Equal(0, _queue.Confirmed.Count);

        _queue.Done(running);

        Assert.Equal(Id, (await _queue.Confirmed.ReadAsync()).RenewalId);
    }

    [Fact]
    public async Task A_confirmation_does_not_stand_behind_what_the_schedule_sends()
    {
        _queue.Add(new(Guid.NewGuid(), null));
        _queue.Add(new(Id, SignedIn));

        Assert.Equal(Id, (await _queue.Confirmed.ReadAsync()).RenewalId);
        Assert.Equal((2, 1), (_queue.Count, _queue.Scheduled.Count));
    }

    [Fact]
    public async Task A_beat_of_the_schedule_adds_nothing_to_a_renewal_that_is_worked_on()
    {
        _queue.Add(new(Id, null));
        var running = await _queue.Scheduled.ReadAsync();
        _queue.Add(new(Id, null));
        _queue.Done(running);

        var other = Guid.NewGuid();
        _queue.Add(new(other, null));

        Assert.Equal(other, (await _queue.Scheduled.ReadAsync()).RenewalId);
    }
}
