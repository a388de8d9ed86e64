using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Renewing;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Service;

internal sealed class Renewals(IDbContextFactory<ServiceContext> contexts, EvidenceChain evidence, TimeProvider time) : IRenewals
{
    // The process that took the confirmation runs it; should it die first, another one notices after this time.
    private static readonly TimeSpan GraceAfterClaim = TimeSpan.FromMinutes(5);

    public Task<Claim> ClaimAsync(ClaimRequest request, CancellationToken cancellation) => LostRace.RetryAsync(() => TryClaimAsync(request, cancellation));

    public async Task<RenewalRecord?> FindConfirmedAsync(
        string tenantId, Guid registrationId, string personId, Guid idempotencyKey, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var confirmation = await context.Confirmations.AsNoTracking().SingleOrDefaultAsync(
            c => c.RegistrationId == registrationId && c.IdempotencyKey == idempotencyKey && c.PersonId == personId, cancellation);
        return confirmation is null ? null : await FindAsync(tenantId, confirmation.RenewalId, cancellation);
    }

    public async Task<RenewalRecord?> FindAsync(string tenantId, Guid id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await context.Renewals.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.TenantId == tenantId, cancellation);
        return await RecordAsync(context, row, cancellation);
    }

    public async Task<IReadOnlyList<RenewalRecord>> ListAsync(string tenantId, Guid registrationId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Renewals.AsNoTracking()
            .Where(r => r.RegistrationId == registrationId && r.TenantId == tenantId)
            .OrderByDescending(r => r.StartedAt)
            .ToListAsync(cancellation);
        var ids = rows.Select(r => r.Id).ToList();
        var steps = (await context.RenewalSteps.AsNoTracking().Where(s => ids.Contains(s.RenewalId) && s.IsTransition).OrderBy(s => s.Number).ToListAsync(cancellation))
            .ToLookup(s => s.RenewalId);
        return [.. rows.Select(r => RenewalRows.ToRecord(r, steps[r.Id]))];
    }

    public async Task<RenewalRecord?> LeaseAsync(Guid id, string owner, TimeSpan duration, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var until = now + duration;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var taken = await context.Renewals
            .Where(r => r.Id == id && (r.LeaseOwner == null || r.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOwner, owner).SetProperty(r => r.LeaseUntil, until), cancellation);
        return taken == 1 ? await RecordAsync(context, await context.Renewals.AsNoTracking().SingleAsync(r => r.Id == id, cancellation), cancellation) : null;
    }

    public async Task KeepLeaseAsync(Guid id, string owner, TimeSpan duration, CancellationToken cancellation)
    {
        var until = time.GetUtcNow() + duration;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Renewals.Where(r => r.Id == id && r.LeaseOwner == owner).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), cancellation) == 0)
        {
            throw new LeaseLostException(id);
        }
    }

    public async Task ReleaseAsync(Guid id, string owner, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Renewals.Where(r => r.Id == id && r.LeaseOwner == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOwner, (string?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null), cancellation);
    }

    public async Task ReleaseAllAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Renewals.Where(r => r.LeaseOwner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOwner, (string?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null), cancellation);
        // What was claimed and not begun has no process that remembers it any more.
        var now = time.GetUtcNow();
        await context.Renewals.Where(r => r.DueAt > now && (r.State == RenewalState.Claimed || r.State == RenewalState.Preflighted))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, now), cancellation);
    }

    public async Task<RenewalRecord> SaveAsync(RenewalRecord record, JournalEntry? entry, string owner, TimeSpan lease, CancellationToken cancellation)
    {
        var key = await evidence.KeyAsync(cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var row = await context.Renewals.SingleOrDefaultAsync(r => r.Id == record.Id, cancellation);
        if (row is null || row.Version != record.Version || row.LeaseOwner != owner)
        {
            throw new LeaseLostException(record.Id);
        }

        // What holds it up is news too.
        var isNews = entry is { IsTransition: true } || row.Cause != record.Cause;
        RenewalRows.Take(row, record);
        row.LeaseUntil = time.GetUtcNow() + lease;
        var saved = record with { Version = row.Version };
        if (entry is not null)
        {
            var step = RenewalRows.Step(row, entry);
            context.RenewalSteps.Add(step);
            saved = entry.IsTransition ? saved with { Steps = [.. record.Steps, RenewalRows.ToContract(step)] } : saved;
        }

        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new LeaseLostException(record.Id);
        }

        if (isNews)
        {
            saved = await TellAsync(context, key, row, saved, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return saved;
    }

    public async Task<Guid?> LeaseForCleanUpAsync(string tenantId, Guid registrationId, string owner, TimeSpan duration, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        // As a confirmation does, so that of the two the second sees the first.
        await context.LockedRegistrationAsync(registrationId, cancellation);
        var rows = await context.Renewals.Where(r => r.RegistrationId == registrationId && r.TenantId == tenantId).OrderByDescending(r => r.StartedAt).ToListAsync(cancellation);
        var now = time.GetUtcNow();
        if (rows.Count == 0 || rows.Exists(r => RenewalTransitions.IsWriting(r.State) || (r.LeaseOwner is not null && r.LeaseUntil >= now)))
        {
            return null;
        }

        (rows[0].LeaseOwner, rows[0].LeaseUntil) = (owner, now + duration);
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A process has just begun to work on it.
            return null;
        }

        await transaction.CommitAsync(cancellation);
        return rows[0].Id;
    }

    public Task TellRemovalAsync(Guid registrationId, Guid keyId, Removal removal, Actor by, CancellationToken cancellation) =>
        LostRace.RetryAsync(() => TryTellRemovalAsync(registrationId, keyId, removal, by, cancellation));

    public async Task<IReadOnlyList<Guid>> DueAsync(int take, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Renewals
            .Where(r => r.DueAt <= now && (r.LeaseOwner == null || r.LeaseUntil < now))
            .OrderBy(r => r.DueAt)
            .Select(r => r.Id)
            .Take(take)
            .ToListAsync(cancellation);
    }

    internal static async Task<Renewal?> LatestAsync(ServiceContext context, Guid registrationId, CancellationToken cancellation)
    {
        var row = await context.Renewals.AsNoTracking().Where(r => r.RegistrationId == registrationId)
            .OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(cancellation);
        return (await RecordAsync(context, row, cancellation))?.ToContract();
    }

    private static async Task<RenewalRecord?> RecordAsync(ServiceContext context, RenewalRow? row, CancellationToken cancellation) => row is null
        ? null
        : RenewalRows.ToRecord(
            row,
            await context.RenewalSteps.AsNoTracking().Where(s => s.RenewalId == row.Id && s.IsTransition).OrderBy(s => s.Number).ToListAsync(cancellation));

    /// <summary>Seals the record as it stands now and tells the feed of it. The feed's turn is the chain's too: nobody else adds a link meanwhile.</summary>
    private async Task<RenewalRecord> TellAsync(ServiceContext context, EvidenceKey key, RenewalRow row, RenewalRecord record, CancellationToken cancellation)
    {
        await ChangeFeed.WaitForTurnAsync(context, cancellation);
        await evidence.SealAsync(context, key, row, record, cancellation);
        var told = record with { EvidenceNumber = row.EvidenceNumber, EvidenceHead = row.EvidenceHead };
        await ChangeFeed.TellAsync(context, told, cancellation);
        return told;
    }

    /// <returns>How many renewals it was told of.</returns>
    private async Task<int> TryTellRemovalAsync(Guid registrationId, Guid keyId, Removal removal, Actor by, CancellationToken cancellation)
    {
        var key = await evidence.KeyAsync(cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var rows = await context.Renewals
            .Where(r => r.RegistrationId == registrationId && (r.OrphanKeyId == keyId || (r.NewKeyId == keyId && !r.IsActive)
                || (r.OldKeyId == keyId && (!r.IsActive || r.State == RenewalState.Delivered || r.State == RenewalState.Propagating))))
            .ToListAsync(cancellation);
        foreach (var row in rows)
        {
            var isOld = row.OldKeyId == keyId;
            var what = isOld ? "old secret" : row.OrphanKeyId == keyId ? "left-over password" : "secret of this renewal";
            if (removal is not Removal.Intended)
            {
                row.OrphanKeyId = isOld ? row.OrphanKeyId : null;
                row.OldSecretFate = isOld ? OldSecretFate.Removed : row.OldSecretFate;
            }

            (row.UpdatedAt, row.Version) = (time.GetUtcNow(), row.Version + 1);
            context.RenewalSteps.Add(RenewalRows.Step(row, new(row.State, IsTransition: false, by, Describe(removal, $"the {what} {keyId}", by))));
        }

        await context.SaveChangesAsync(cancellation);
        foreach (var row in removal is Removal.Intended ? [] : rows)
        {
            await TellAsync(context, key, row, (await RecordAsync(context, row, cancellation))!, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return rows.Count;
    }

    private static string Describe(Removal removal, string what, Actor by) => removal switch
    {
        Removal.Intended => $"{by.Name} removes {what} from the directory.",
        Removal.Done => $"{by.Name} removed {what} from the directory.",
        _ => $"When {by.Name} cleaned up, {what} was no longer in the directory.",
    };

    private async Task<Claim> TryClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        var key = await evidence.KeyAsync(cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        // One confirmation after another; the unique index on the active renewal stays underneath.
        await context.LockedRegistrationAsync(request.RegistrationId, cancellation);
        var known = await context.Confirmations.SingleOrDefaultAsync(
            c => c.RegistrationId == request.RegistrationId && c.IdempotencyKey == request.IdempotencyKey, cancellation);
        if (known is not null)
        {
            var earlier = await context.Renewals.AsNoTracking().SingleAsync(r => r.Id == known.RenewalId, cancellation);
            // A key is one person's confirmation; from anybody else it is a coincidence or worse.
            var outcome = known.PersonId == request.Person.Id ? ClaimOutcome.Repeated : ClaimOutcome.Busy;
            return new(outcome, (await RecordAsync(context, earlier, cancellation))!);
        }

        var active = await context.Renewals.SingleOrDefaultAsync(r => r.RegistrationId == request.RegistrationId && r.IsActive, cancellation);
        if (active is { State: not RenewalState.NeedsSignIn })
        {
            return new(ClaimOutcome.Busy, (await RecordAsync(context, active, cancellation))!);
        }

        var now = time.GetUtcNow();
        if (await context.Renewals.AsNoTracking().FirstOrDefaultAsync(
            r => r.RegistrationId == request.RegistrationId && r.LeaseOwner != null && r.LeaseOwner.StartsWith(CleanUp.OwnerPrefix) && r.LeaseUntil >= now, cancellation) is { } cleaned)
        {
            return new(ClaimOutcome.CleaningUp, (await RecordAsync(context, cleaned, cancellation))!);
        }

        var row = active is null ? Begin(context, request) : GoOn(context, active, request);
        context.Confirmations.Add(new()
        {
            RegistrationId = request.RegistrationId,
            IdempotencyKey = request.IdempotencyKey,
            RenewalId = row.Id,
            PersonId = request.Person.Id,
            At = row.UpdatedAt,
        });
        await context.SaveChangesAsync(cancellation);
        var record = await TellAsync(context, key, row, (await RecordAsync(context, row, cancellation))!, cancellation);
        await transaction.CommitAsync(cancellation);
        return new(ClaimOutcome.Taken, record);
    }

    private RenewalRow Begin(ServiceContext context, ClaimRequest request)
    {
        var now = time.GetUtcNow();
        var row = new RenewalRow
        {
            Id = Guid.CreateVersion7(now),
            RegistrationId = request.RegistrationId,
            TenantId = request.TenantId,
            Strategy = request.Strategy,
            State = RenewalState.Claimed,
            IsActive = true,
            StartedById = request.Person.Id,
            StartedByName = request.Person.Name,
            StartedAt = now,
            UpdatedAt = now,
            DueAt = now + GraceAfterClaim,
            Version = 1,
            Facts = RenewalRows.Json(new() { Login = request.Login, Role = request.Role }),
        };
        context.Renewals.Add(row);
        context.RenewalSteps.Add(RenewalRows.Step(row, new(RenewalState.Claimed, IsTransition: true, request.Person, $"{request.Person.Name} confirmed the renewal.")));
        return row;
    }

    private RenewalRow GoOn(ServiceContext context, RenewalRow row, ClaimRequest request)
    {
        var now = time.GetUtcNow();
        (row.State, row.StartedById, row.StartedByName, row.Cause) = (RenewalState.Claimed, request.Person.Id, request.Person.Name, null);
        (row.UpdatedAt, row.DueAt, row.Version) = (now, now + GraceAfterClaim, row.Version + 1);
        row.Facts = RenewalRows.Json(RenewalRows.FactsOf(row) with { Login = request.Login, Role = request.Role });
        // Whoever has just found out that a sign-in is needed is through with it; the one that comes with the sign-in need not wait.
        (row.LeaseOwner, row.LeaseUntil) = (null, null);
        context.RenewalSteps.Add(RenewalRows.Step(row, new(RenewalState.Claimed, IsTransition: true, request.Person, $"{request.Person.Name} signed in; the renewal goes on.")));
        return row;
    }
}
