using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

[JsonConverter(typeof(CheckResultJson))]
public enum CheckResult
{
    Passed,
    FailedBlocks,
    FailedDoesNotBlock,

    /// <summary>Nobody but the admin can tell.</summary>
    CannotTell,
    CouldNotBeRead,

    /// <summary>Still being looked at; only in a checklist that is not complete.</summary>
    Pending,
}

/// <summary>How the renewal signs in; the service says which conditions it enforces, the bot does not guess.</summary>
public enum SignInRoute
{
    /// <summary>In the browser, on Microsoft's own page.</summary>
    Delegated,

    /// <summary>An old HelpDesk that renews by itself, with a login and a password typed into Settings → About.</summary>
    LegacyPassword,
}

/// <summary>The known issues, evaluated for one account and one registration.</summary>
public sealed record Checklist
{
    public required Guid RegistrationId { get; init; }

    /// <summary>The directory that was looked at, lower case.</summary>
    public required string TenantId { get; init; }

    /// <summary>Object ID of the account that was looked at.</summary>
    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    /// <summary>The roles that count here, by name; null when they could not be read.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    public required SignInRoute Route { get; init; }

    /// <summary>HelpDesk's own page for renewals by password, on that route.</summary>
    public Uri? AboutPage { get; init; }

    /// <summary>False when any check blocks this route, and until all have been looked at.</summary>
    public required bool MayContinue { get; init; }

    /// <summary>False while results are still coming in.</summary>
    public required bool IsComplete { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }
}

/// <summary>One known issue. A list that the JSON leaves out is empty: its generated reader would set null.</summary>
public sealed record Check
{
    /// <summary>Stable code such as <c>role</c>, <c>loginFormat</c>, <c>multiFactor</c>, <c>legacyAuthentication</c>, <c>principal</c>.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What it looks at, in one sentence.</summary>
    public required string LooksAt { get; init; }

    public required CheckResult Result { get; init; }

    /// <summary>What was seen, in one sentence; empty while it is <see cref="CheckResult.Pending"/>.</summary>
    public required string Evidence { get; init; }

    public required string WhyItMatters { get; init; }

    /// <summary>Whether this route of signing in demands it.</summary>
    public required bool IsEnforced { get; init; }

    public Fix? Fix { get; init; }

    /// <summary>Pages about it, for reading.</summary>
    public IReadOnlyList<Fix> Reading { get; init => field = value ?? []; } = [];

    /// <summary>What to do about it, in order.</summary>
    public IReadOnlyList<string> Steps { get; init => field = value ?? []; } = [];

    /// <summary>Who could do it instead.</summary>
    public IReadOnlyList<Helper> People { get; init => field = value ?? []; } = [];

    /// <summary>Whether an admin's word is taken where the directory says nothing.</summary>
    public bool MayConfirm { get; init; }

    /// <summary>Who has said that it is done. The result stays what was seen.</summary>
    public Confirmation? Confirmed { get; init; }
}

/// <summary>A link that fixes the issue or tells about it.</summary>
public sealed record Fix(string Title, Uri Url);

/// <summary>Somebody of the tenant who holds a role that suffices.</summary>
public sealed record Helper(string Name, string? Login, string Role);

/// <summary>An admin's word.</summary>
public sealed record Confirmation(string PersonName, DateTimeOffset At);
