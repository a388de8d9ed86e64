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

    private async Task<Scan> LookAsync(int failedBefore = 0)
    {
        var scan = new RegistrationScan(_driver.Directory, _driver.Registrations, _driver.Renewals, _driver.Time, Interval);
        await scan.RunAsync(new(Sample.Registration, failedBefore), CancellationToken.None);
        return Assert.Single(_driver.Registrations.Scans);
    }
}
