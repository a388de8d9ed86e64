using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// One run over one renewal: the record as it stands, and the only way to change it. Every effect outside is announced here before it
/// happens and confirmed after, so that the next process knows what to look for when this one dies.
/// </summary>
internal sealed class RenewalJournal(
    IRenewals renewals, TimeProvider time, RenewalRecord record, Actor actor, IOutsideCallListener calls, string owner, TimeSpan lease)
{
    public RenewalRecord Record { get; private set; } = record;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Announces an effect.</summary>
    public Task IntendAsync(Intent intent, string evidence, CancellationToken cancellation) =>
        SaveAsync(Record with { Intent = intent }, new(Record.State, IsTransition: false, actor, evidence), cancellation);

    /// <summary>Keeps facts that belong to no transition.</summary>
    public Task NoteAsync(Func<RenewalRecord, RenewalRecord> change, string evidence, CancellationToken cancellation) =>
        SaveAsync(change(Record), new(Record.State, IsTransition: false, actor, evidence), cancellation);

    /// <summary>Moves to another state; an announced effect is thereby confirmed or given up.</summary>
    public Task MoveAsync(RenewalState state, string evidence, CancellationToken cancellation, Func<RenewalRecord, RenewalRecord>? change = null)
    {
        if (!RenewalTransitions.IsAllowed(Record.State, state))
        {
            throw new InvalidOperationException($"A renewal cannot go from {Record.State} to {state}.");
        }

        var next = change?.Invoke(Record) ?? Record;
        return SaveAsync(
            next with { State = state, Intent = null, DueAt = DueAfter(state, next.DueAt) },
            new(state, IsTransition: true, actor, evidence),
            cancellation);
    }

    /// <summary>Keeps the renewal for this process while it is busy outside. Throws <see cref="LeaseLostException"/>.</summary>
    public Task KeepAsync(CancellationToken cancellation) => renewals.KeepLeaseAsync(Record.Id, owner, lease, cancellation);

    /// <summary>Waits for the other side; real seconds, whatever clock the story runs on. A pause that is over already is none.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellation) =>
        pause > TimeSpan.Zero ? Task.Delay(pause, time, cancellation) : Task.CompletedTask;

    private async Task SaveAsync(RenewalRecord next, JournalEntry entry, CancellationToken cancellation) =>
        Record = await renewals.SaveAsync(next with { UpdatedAt = Now, Facts = next.Facts.With(calls.Take()) }, entry, owner, lease, cancellation);

    // What rests until a person acts is not due; what is on its way is due at once should this process not get on with it.
    private DateTimeOffset? DueAfter(RenewalState state, DateTimeOffset? due) => state switch
    {
        RenewalState.NeedsSignIn or RenewalState.RolledBack or RenewalState.NeedsPerson or RenewalState.Retired => null,
        RenewalState.Propagating or RenewalState.Proven => due,
        _ => Now,
    };
}
