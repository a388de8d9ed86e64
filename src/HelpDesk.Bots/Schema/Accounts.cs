namespace HelpDesk.Bots.Schema;

/// <summary>A person or a bot as the channel names it. Identifiers are opaque text.</summary>
public class ChannelAccount : WireObject
{
    public ChannelAccount()
    {
    }

    public ChannelAccount(string? id = null, string? name = null, string? role = null, string? aadObjectId = null)
    {
        Id = id!;
        Name = name;
        Role = role;
        AadObjectId = aadObjectId;
    }

    /// <summary>Always there on an account that a turn receives.</summary>
    public string Id { get; set; } = null!;

    public string? Name { get; set; }

    public string? AadObjectId { get; set; }

    public string? Role { get; set; }
}

/// <summary>A conversation as the channel names it. Only the identifier is sure to be there.</summary>
public sealed class ConversationAccount : WireObject
{
    public ConversationAccount()
    {
    }

    public ConversationAccount(
        bool? isGroup = null,
        string? conversationType = null,
        string? id = null,
        string? name = null,
        string? aadObjectId = null,
        string? role = null,
        string? tenantId = null)
    {
        IsGroup = isGroup;
        ConversationType = conversationType;
        Id = id!;
        Name = name;
        AadObjectId = aadObjectId;
        Role = role;
        TenantId = tenantId;
    }

    public bool? IsGroup { get; set; }

    public string? ConversationType { get; set; }

    /// <summary>Always there on a conversation that a turn receives.</summary>
    public string Id { get; set; } = null!;

    public string? Name { get; set; }

    public string? AadObjectId { get; set; }

    public string? Role { get; set; }

    public string? TenantId { get; set; }
}

/// <summary>A member of a conversation with what Teams' roster says about them.</summary>
public sealed class TeamsChannelAccount : ChannelAccount
{
    public string? GivenName { get; set; }

    public string? Surname { get; set; }

    public string? Email { get; set; }

    public string? UserPrincipalName { get; set; }

    public string? UserRole { get; set; }

    public string? TenantId { get; set; }
}
