using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

[JsonConverter(typeof(ChangeKindJson))]
public enum ChangeKind
{
    RegistrationScanned,
    RenewalMoved,

    /// <summary>A kind that only a newer service knows.</summary>
    Unknown,
}

/// <summary>One entry of the change feed: the registration as it is now, and the renewal if that is what moved.</summary>
public sealed record Change
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ChangeKind Kind { get; init; }

    public required RegistrationStatus Registration { get; init; }

    public Renewal? Renewal { get; init; }

    /// <summary>Object IDs of the people in the tenant who are told about this registration.</summary>
    public required IReadOnlyList<string> Watchers { get; init; }
}

/// <summary>A page of the feed; ask again with <c>after = Next</c>.</summary>
public sealed record ChangePage
{
    public required IReadOnlyList<Change> Changes { get; init; }

    public required long Next { get; init; }
}

/// <summary>Who the delegated token speaks for, as the service verified it.</summary>
public sealed record SignedInAdmin
{
    public required string TenantId { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }

    public required string UserPrincipalName { get; init; }

    /// <summary>Names of the active directory roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Whether one of the roles suffices to renew.</summary>
    public required bool MayRenew { get; init; }
}
