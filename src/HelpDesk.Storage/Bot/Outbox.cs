namespace HelpDesk.Storage.Bot;

/// <summary>A row that is on its way to somebody.</summary>
public interface IOutboxRow
{
    /// <summary>Until when the row belongs to whoever claimed it.</summary>
    DateTimeOffset? ClaimedUntil { get; }

    /// <summary>How often it was claimed.</summary>
    int Attempts { get; }

    /// <summary>How often nobody knows whether it arrived.</summary>
    int UnknownOutcomes { get; }
}

/// <summary>Rows on their way: each is claimed by one sender at a time, and ends sent or with a reason.</summary>
public interface IOutbox<TRow>
    where TRow : IOutboxRow
{
    /// <summary>What is due, each row claimed for this caller until the lease ends.</summary>
    Task<IReadOnlyList<TRow>> ClaimDueAsync(int take, TimeSpan lease, CancellationToken ct = default);

    /// <summary>Makes the lease begin anew. False when it has ended and the row is somebody else's.</summary>
    Task<bool> KeepAsync(TRow row, TimeSpan lease, CancellationToken ct = default);

    Task RetryAsync(TRow row, DateTimeOffset dueAt, bool isOutcomeUnknown = false, CancellationToken ct = default);

    Task DeadLetterAsync(TRow row, string reason, CancellationToken ct = default);
}
