using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

[JsonConverter(typeof(AccountStateJson))]
public enum AccountState
{
    Exists,

    /// <summary>Among the deleted users, from where it can be restored.</summary>
    Deleted,

    /// <summary>Neither among the users nor, by its object ID, among the deleted ones.</summary>
    Gone,

    /// <summary>A state that only a newer service knows.</summary>
    Unknown,
}

/// <summary>Whether an account is in the directory, and nothing else about it.</summary>
public sealed record AccountPresence
{
    public required AccountState State { get; init; }

    /// <summary>Its object ID, where the directory has it.</summary>
    public string? ObjectId { get; init; }
}
