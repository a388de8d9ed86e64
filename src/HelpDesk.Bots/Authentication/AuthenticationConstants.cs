namespace HelpDesk.Bots.Authentication;

/// <summary>Names of claims and of the identity that an unauthenticated turn has.</summary>
public static class AuthenticationConstants
{
    public const string AudienceClaim = "aud";
    public const string AppIdClaim = "appid";
    public const string ServiceUrlClaim = "serviceurl";
    public const string TenantIdClaim = "tid";

    /// <summary>The authentication type of a turn that came without a token (Development and loopback only).</summary>
    public const string AnonymousAuthType = "anonymous";
}
