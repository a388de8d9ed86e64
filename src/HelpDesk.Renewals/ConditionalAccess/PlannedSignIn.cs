using HelpDesk.Renewals.Checks;

namespace HelpDesk.Renewals.ConditionalAccess;

public enum ClientType
{
    Browser,
    MobileAppsAndDesktopClients,
    ExchangeActiveSync,

    /// <summary>Everything else that sends a login and a password itself.</summary>
    Other,
}

/// <summary>A sign-in that has not happened yet, as far as it is known beforehand.</summary>
public sealed record PlannedSignIn
{
    public required string UserId { get; init; }

    /// <summary>The groups of the user, those held through other groups included.</summary>
    public required Reading<IReadOnlyList<string>> GroupIds { get; init; }

    /// <summary>The template IDs of the roles that are active now and count for the whole tenant.</summary>
    public required Reading<IReadOnlyList<string>> RoleTemplateIds { get; init; }

    /// <summary>Whether the user is a guest or comes from another tenant; null when that is not known.</summary>
    public bool? IsGuest { get; init; } = false;

    /// <summary>The client IDs of the resources that are signed in to: a policy for one of them counts.</summary>
    public required IReadOnlyList<string> AppIds { get; init; }

    public required ClientType Client { get; init; }

    public bool IsLegacy => Client is ClientType.ExchangeActiveSync or ClientType.Other;
}
