using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Renewals.Watching;

/// <summary>Looks at one registration's secret and keeps what it saw. Not being able to look is a result too, and never a green one.</summary>
public sealed class RegistrationScan(
    IDirectories directories,
    IRegistrations registrations,
    IRenewals renewals,
    TimeProvider time,
    TimeSpan interval)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);

    public async Task<Scan> RunAsync(DueScan due, CancellationToken cancellation)
    {
        // What changes while it is being read may be missed, so the look is as old as its beginning.
        var at = time.GetUtcNow();
        var (reading, failed) = await ReadAsync(due.Registration, cancellation);
        var scan = new Scan(reading, at, failed) { Next = Next(reading, failed, due.FailedBefore, at) };
        await registrations.RecordAsync(due.Registration.Id, scan, cancellation);
        return scan;
    }

    private async Task<(SecretReading Reading, bool Failed)> ReadAsync(Registration registration, CancellationToken cancellation)
    {
        var known = await renewals.ListAsync(registration.TenantId, registration.Id, cancellation);
        try
        {
            var principal = await directories.AsService(registration.TenantId).FindAsync(registration.ClientId, cancellation);
            return (SecretReading.Of(principal, new(known)), false);
        }
        catch (DirectoryException e)
        {
            return (SecretReading.Unknown($"The directory could not be read: {e.Explanation}"), true);
        }
    }

    /// <summary>The usual interval, unless the countdown moves before; after a failure sooner, and later again as it keeps failing.</summary>
    private DateTimeOffset Next(SecretReading reading, bool failed, int failedBefore, DateTimeOffset now)
    {
        var usual = now + interval;
        if (failed)
        {
            var retry = now + (FirstRetry * Math.Pow(2, Math.Min(failedBefore, 10)));
            return retry < usual ? retry : usual;
        }

        return SecretPolicy.NextChange(reading.CoveredUntil, now) is { } change && change < usual ? change : usual;
    }
}
