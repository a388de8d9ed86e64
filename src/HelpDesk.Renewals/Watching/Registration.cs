using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Expiry;

namespace HelpDesk.Renewals.Watching;

/// <summary>One HelpDesk installation that the service is responsible for.</summary>
public sealed record Registration
{
    public required Guid Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Lower case.</summary>
    public required string TenantId { get; init; }

    /// <summary>Lower case.</summary>
    public required string ClientId { get; init; }

    public string? SiteUrl { get; init; }

    public SignInRoute Route { get; init; }

    /// <summary>HelpDesk's own page for renewals by password (Settings → About), on that route.</summary>
    public Uri? AboutPage { get; init; }
}

/// <summary>The outcome of one look at the directory, to be kept.</summary>
public sealed record Scan(SecretReading Reading, DateTimeOffset At, bool Failed)
{
    /// <summary>What the other side's support wants to know of a failure; different each time, and so no part of the reason.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When to look again.</summary>
    public required DateTimeOffset Next { get; init; }

    /// <summary>Until when it may be believed, should nobody look again.</summary>
    public required DateTimeOffset GoodUntil { get; init; }
}

/// <summary>A registration whose time to be looked at has come.</summary>
public sealed record DueScan(Registration Registration, int FailedBefore);

/// <summary>Keeps registrations that are in use, who watches them and what was last seen.</summary>
public interface IRegistrations
{
    /// <summary>Adds the registration or takes over its new names; its people are added to those who watch already.</summary>
    Task UpsertAsync(Registration registration, IReadOnlyCollection<string> watchers, CancellationToken cancellation);

    /// <summary>
    /// Puts all other registrations out of use: nobody looks at them, and nobody of their tenants is let in for them. What is known of them
    /// stays, and comes back when they are configured again.
    /// </summary>
    Task KeepOnlyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellation);

    Task<Registration?> FindAsync(string tenantId, Guid id, CancellationToken cancellation);

    Task<IReadOnlyList<RegistrationStatus>> ListAsync(string tenantId, CancellationToken cancellation);

    Task<IReadOnlyList<RegistrationStatus>> ListWatchedAsync(string tenantId, string personId, CancellationToken cancellation);

    Task<RegistrationStatus?> StatusAsync(string tenantId, Guid id, CancellationToken cancellation);

    Task WatchAsync(string tenantId, string personId, Guid? registrationId, CancellationToken cancellation);

    /// <summary>Makes every registration due, as after a start.</summary>
    Task MakeAllDueAsync(CancellationToken cancellation);

    Task<IReadOnlyList<DueScan>> DueAsync(int take, CancellationToken cancellation);

    /// <summary>
    /// Keeps what was seen and, when that differs from what the feed last said, tells the feed in the same transaction. A look that began
    /// before the one that is kept is dropped: its news is old.
    /// </summary>
    Task RecordAsync(Guid id, Scan scan, CancellationToken cancellation);
}

/// <summary>What happened, in order; the bot reads it.</summary>
public interface IChangeFeed
{
    /// <summary>
    /// The first changes after a sequence number, oldest first. Changes appear in the order of their numbers: none with a number up to
    /// <see cref="ChangePage.Next"/> comes later.
    /// </summary>
    Task<ChangePage> ReadAsync(long after, int take, CancellationToken cancellation);
}
