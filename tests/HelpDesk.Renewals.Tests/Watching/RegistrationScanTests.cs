using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Tests.Renewing;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Tests.Watching;

public sealed class RegistrationScanTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);

    private readonly EngineDriver _driver = new(RotationStrategy.EntraApplication);

    [Fact]
    public async Task A_look_is_as_old_as_its_beginning()
    {
        _driver.Directory.After = call =>
        {
            _driver.Time.Advance(TimeSpan.FromMinutes(1));
            return null;
        };

        var scan = await LookAsync();

        Assert.True(scan.At < Sample.Now.AddMinutes(1));
    }

    [Fact]
    public async Task A_look_that_breaks_is_a_failed_one_and_is_put_off_longer_each_time()
    {
        _driver.Directory.Before = _ => new InvalidOperationException("A mistake of ours.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => LookAsync(failedBefore: 3));

        var scan = Assert.Single(_driver.Registrations.Scans);
        Assert.True(scan.Failed);
        Assert.NotNull(scan.Reading.UnknownBecause);
        Assert.Equal(scan.At.AddMinutes(8), scan.Next);
    }

    [Fact]
    public async Task A_look_is_good_for_three_intervals()
    {
        var scan = await LookAsync();

        Assert.Equal(scan.At + (3 * Interval), scan.GoodUntil);
    }

    private async Task<Scan> LookAsync(int failedBefore = 0)
    {
        var scan = new RegistrationScan(_driver.Directory, _driver.Registrations, _driver.Renewals, _driver.Time, Interval);
        await scan.RunAsync(new(Sample.Registration, failedBefore), CancellationToken.None);
        return Assert.Single(_driver.Registrations.Scans);
    }
}
