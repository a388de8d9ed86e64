using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

[JsonConverter(typeof(CheckResultJson))]
public enum CheckResult
{
    Passed,
    FailedBlocks,
    FailedDoesNotBlock,
    CannotTell,
    CouldNotBeRead,
}

/// <summary>How the renewal signs in; the service says which conditions it enforces, the bot does not guess.</summary>
public enum SignInRoute
{
    Delegated,
    LegacyPassword,
}

/// <summary>The known issues, evaluated for one account and one registration.</summary>
public sealed record Checklist
{
    public required Guid RegistrationId { get; init; }

    /// <summary>Object ID of the account that was looked at.</summary>
    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    public required SignInRoute Route { get; init; }

    /// <summary>False when any check blocks this route.</summary>
    public required bool MayContinue { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }
}

public sealed record Check
{
    /// <summary>Stable code such as <c>role</c>, <c>loginFormat</c>, <c>multiFactor</c>, <c>legacyAuthentication</c>, <c>principal</c>.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required CheckResult Result { get; init; }

    /// <summary>What was seen, in one sentence.</summary>
    public required string Evidence { get; init; }

    public required string WhyItMatters { get; init; }

    public Fix? Fix { get; init; }
}

/// <summary>A link that fixes the issue.</summary>
public sealed record Fix(string Title, Uri Url);
