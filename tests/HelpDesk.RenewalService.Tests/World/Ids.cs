namespace HelpDesk.RenewalService.Tests.World;

/// <summary>The registrations that the service is configured with.</summary>
internal static class Ids
{
    /// <summary>Contoso's HelpDesk: an ordinary Entra application.</summary>
    public static readonly Guid HelpDesk = new("c0000000-0000-4000-8000-000000000701");

    /// <summary>Contoso's add-in: a legacy principal of SharePoint's access control.</summary>
    public static readonly Guid AddIn = new("c0000000-0000-4000-8000-000000000702");

    /// <summary>Fabrikam's HelpDesk, in another tenant.</summary>
    public static readonly Guid Fabrikam = new("f0000000-0000-4000-8000-000000000701");

    public static readonly Guid Unknown = new("d0000000-0000-4000-8000-000000000001");
}
