namespace HelpDesk.Sandbox.World;

/// <summary>How ACS answers a tenant in which it is retired. What it really answers is not confirmed.</summary>
public enum AcsRetirement
{
    /// <summary>Not retired.</summary>
    Off,

    /// <summary>400 with <c>unauthorized_client</c>.</summary>
    UnauthorizedClient,

    /// <summary>404 without a body.</summary>
    NotFound,
}
