namespace HelpDesk.Renewals.Checks;

/// <summary>Pages of Microsoft's that help.</summary>
public enum Page
{
    ContextTokenFlow,
    ReplaceSecret,
    SetUpMultiFactor,
    ConditionalAccessPolicies,
    BlockLegacyAuthentication,
    ActivateRole,
    AllRoles,
    EnterpriseApps,
    AppManagementPolicies,
    AccessControlRetirement,
    MoveToEntra,
    DeletedUsers,
    Users,
}

/// <summary>Their present addresses; without a language, so that each opens in the reader's.</summary>
public static class Pages
{
    public static Uri Of(Page page) => new(page switch
    {
        Page.ContextTokenFlow => "https://learn.microsoft.com/sharepoint/dev/sp-add-ins/context-token-oauth-flow-for-sharepoint-add-ins",
        Page.ReplaceSecret => "https://learn.microsoft.com/sharepoint/dev/sp-add-ins/replace-an-expiring-client-secret-in-a-sharepoint-add-in",
        Page.SetUpMultiFactor => "https://learn.microsoft.com/microsoft-365/admin/security-and-compliance/set-up-multi-factor-authentication",
        Page.ConditionalAccessPolicies => "https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policies",
        Page.BlockLegacyAuthentication => "https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication",
        Page.ActivateRole => "https://entra.microsoft.com/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/aadmigratedroles",
        Page.AllRoles => "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/RolesManagementMenuBlade/~/AllRoles",
        Page.EnterpriseApps => "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview",
        Page.AppManagementPolicies => "https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy",
        Page.AccessControlRetirement => "https://learn.microsoft.com/sharepoint/dev/sp-add-ins/retirement-announcement-for-azure-acs",
        Page.MoveToEntra => "https://learn.microsoft.com/sharepoint/dev/sp-add-ins-modernize/from-acs-to-aad-apps",
        Page.DeletedUsers => "https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/DeletedUsers",
        _ => "https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers",
    });
}
