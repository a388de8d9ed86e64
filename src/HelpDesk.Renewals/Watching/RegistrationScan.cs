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
    // Two looks may be missed, by a restart or a busy directory, before what was seen counts for nothing.
    private const int GoodForIntervals = 3;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);

    public async Task<Scan> RunAsync(DueScan due, CancellationToken cancellation)
    {
        // What changes while it is being read may be missed, so the look is as old as its beginning.
        var at = time.GetUtcNow();
        try
        {
            var principal = await directories.AsService(due.Registration.TenantId).FindAsync(due.Registration.ClientId, cancellation);
            return await RecordAsync(due, await ReadAsync(due.Registration, principal, cancellation), at, failure: null, cancellation);
        }
        catch (DirectoryException e)
        {
            return await RecordAsync(due, SecretReading.Unknown($"The directory could not be read: {e.Reason}"), at, e, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Else it would stay the first in the queue, and enough of its like would let nobody else be looked at.
            await RecordAsync(due, SecretReading.Unknown("The look at the directory broke off; the service's log says why."), at, e, cancellation);
            throw;
        }
    }

    /// <summary>Keeps what a renewal saw of the app after its own writes, so that nobody has to look again.</summary>
    public async Task<Scan> TakeAsync(Registration registration, Principal seen, CancellationToken cancellation) =>
        await RecordAsync(new(registration, 0), await ReadAsync(registration, seen, cancellation), time.GetUtcNow(), failure: null, cancellation);

    private async Task<Scan> RecordAsync(DueScan due, SecretReading reading, DateTimeOffset at, Exception? failure, CancellationToken cancellation)
    {
        var failed = failure is not null;
        var scan = new Scan(reading, at, failed)
        {
            CorrelationId = (failure as DirectoryException)?.CorrelationId,
            Next = Next(reading, failed, due.FailedBefore, at),
            GoodUntil = at + (GoodForIntervals * interval),
        };
        await registrations.RecordAsync(due.Registration.Id, scan, cancellation);
        return scan;
    }

    private async Task<SecretReading> ReadAsync(Registration registration, Principal principal, CancellationToken cancellation)
    {
        var history = new RenewalHistory(await renewals.ListAsync(registration.TenantId, registration.Id, cancellation));
        return SecretReading.Of(principal, history) with { Leftovers = Leftovers.Of(principal, history, time.GetUtcNow()) };
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
