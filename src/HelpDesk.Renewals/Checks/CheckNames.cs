namespace HelpDesk.Renewals.Checks;

/// <summary>The stable names of the known issues.</summary>
public static class CheckNames
{
    public const string Principal = "principal";
    public const string Consent = "consent";
    public const string Role = "role";
    public const string LoginFormat = "loginFormat";
    public const string MultiFactor = "multiFactor";
    public const string LegacyAuthentication = "legacyAuthentication";
    public const string ConditionalAccess = "conditionalAccess";
    public const string AppPolicy = "appPolicy";
    public const string VaultSecret = "vaultSecret";
    public const string VaultWritable = "vaultWritable";
    public const string RecentRenewal = "recentRenewal";
    public const string AccessControl = "accessControl";
    public const string SharePointApps = "sharePointApps";
}
