namespace HelpDesk.Bots.Schema;

/// <summary>The channel data of an activity from Teams. Any part may be missing.</summary>
public sealed class TeamsChannelData : WireObject
{
    public ChannelInfo? Channel { get; set; }

    public string? EventType { get; set; }

    public TeamInfo? Team { get; set; }

    public NotificationInfo? Notification { get; set; }

    public TenantInfo? Tenant { get; set; }
}

public sealed class ChannelInfo : WireObject
{
    public string? Id { get; set; }

    public string? Name { get; set; }
}

public sealed class TeamInfo : WireObject
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadGroupId { get; set; }
}

public sealed class TenantInfo : WireObject
{
    public TenantInfo()
    {
    }

    public TenantInfo(string? id = null) => Id = id;

    public string? Id { get; set; }
}

public sealed class NotificationInfo : WireObject
{
    public NotificationInfo()
    {
    }

    public NotificationInfo(bool? alert = null) => Alert = alert;

    public bool? Alert { get; set; }
}
