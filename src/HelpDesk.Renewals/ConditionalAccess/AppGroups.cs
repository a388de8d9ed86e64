namespace HelpDesk.Renewals.ConditionalAccess;

/// <summary>The names under which policies cover several of Microsoft's apps at once.</summary>
internal static class AppGroups
{
    // Nobody can choose it in a policy, so what an entry for it would do is not known. "All" covers it.
    // https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps
    public const string MicrosoftGraph = "00000003-0000-0000-c000-000000000000";

    private const string ExchangeOnline = "00000002-0000-0ff1-ce00-000000000000";
    private const string SharePointOnline = "00000003-0000-0ff1-ce00-000000000000";
    private const string AzurePortal = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c";

    /// <summary>Whether it is an app of the Office 365 suite that this product could sign in to.</summary>
    public static bool IsOffice365(string appId) => Is(appId, SharePointOnline) || Is(appId, ExchangeOnline);

    /// <summary>The Azure portal, which the admin centres of Entra and Intune sign in through.</summary>
    public static bool IsAdminPortal(string appId) => Is(appId, AzurePortal);

    public static bool IsMicrosoftGraph(string appId) => Is(appId, MicrosoftGraph);

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
