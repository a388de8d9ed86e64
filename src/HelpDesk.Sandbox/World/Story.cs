namespace HelpDesk.Sandbox.World;

/// <summary>
/// The beginning of the story: what every tenant holds when the sandbox starts. Each secret ends an hour before its day, so
/// that "days left", rounded up, is the round number that the documentation names.
/// </summary>
internal sealed class Story(DateTimeOffset now, OwnRegistrations own)
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(400);

    public IReadOnlyList<Tenant> Tenants { get; } = StoryPeople.Tenants(now);

    public IEnumerable<CredentialHolder> Holders =>
    [
        Registration(own.Bot, WorldIds.Vendor.BotApplication) with
        {
            IdentifierUris = [$"api://botid-{own.Bot.AppId}"],
        },
        Registration(own.Service, WorldIds.Vendor.ServiceApplication) with
        {
            IsMultiTenant = true,
            IdentifierUris = [$"api://{own.Service.AppId}"],
            Scopes = ["Check", "Renew"],
        },
        Registration(own.SignIn, WorldIds.Vendor.SignInApplication) with
        {
            IsMultiTenant = true,
            IdentifierUris = [$"api://botid-{own.SignIn.AppId}", $"api://{own.SignIn.AppId}"],
            Scopes = ["access_as_user"],
            RedirectUris = ["http://localhost/.auth/web/redirect", "https://token.botframework.com/.auth/web/redirect"],
        },
        Principal(WorldIds.Vendor.BotPrincipal, WorldIds.Vendor.Tenant, own.Bot) with
        {
            AppRoles = [new(own.Service.AppId, "Watch")],
        },
        ServiceIn(WorldIds.Vendor.Tenant, WorldIds.Vendor.ServicePrincipal),
        SignInIn(WorldIds.Vendor.Tenant, WorldIds.Vendor.SignInPrincipal),
        ServiceIn(WorldIds.Contoso.Tenant, WorldIds.Contoso.ServicePrincipal),
        SignInIn(WorldIds.Contoso.Tenant, WorldIds.Contoso.SignInPrincipal),
        ServiceIn(WorldIds.Fabrikam.Tenant, WorldIds.Fabrikam.ServicePrincipal),
        SignInIn(WorldIds.Fabrikam.Tenant, WorldIds.Fabrikam.SignInPrincipal),
        .. HelpDesk(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApp, WorldIds.Contoso.HelpDeskApplication, WorldIds.Contoso.HelpDeskPrincipal,
            Password(WorldIds.Contoso.HelpDeskPassword, days: 14)),
        .. HelpDesk(WorldIds.Fabrikam.Tenant, WorldIds.Fabrikam.HelpDeskApp, WorldIds.Fabrikam.HelpDeskApplication, WorldIds.Fabrikam.HelpDeskPrincipal,
            Password(WorldIds.Fabrikam.HelpDeskPassword, days: 45)),
        AddIn(),
    ];

    private IEnumerable<CredentialHolder> HelpDesk(Guid tenant, Guid appId, Guid application, Guid principal, PasswordCredential password)
    {
        yield return new Application
        {
            Id = application,
            TenantId = tenant,
            AppId = appId,
            DisplayName = "HelpDesk",
            CreatedAt = now - LongAgo,
            Passwords = [password],
        };
        yield return new ServicePrincipal
        {
            Id = principal,
            TenantId = tenant,
            HomeTenantId = tenant,
            AppId = appId,
            DisplayName = "HelpDesk",
            CreatedAt = now - LongAgo,
            Names = [appId.ToString()],
        };
    }

    /// <summary>The add-in as <c>appregnew.aspx</c> left it, renewed once: an expired secret beside the current one.</summary>
    private ServicePrincipal AddIn()
    {
        var current = Password(WorldIds.Contoso.AddInPassword, days: 75);
        var expired = Password(WorldIds.Contoso.AddInExpiredPassword, days: -290) with { DisplayName = "HelpDesk first secret" };
        return new ServicePrincipal
        {
            Id = WorldIds.Contoso.AddInPrincipal,
            TenantId = WorldIds.Contoso.Tenant,
            HomeTenantId = WorldIds.Contoso.Tenant,
            AppId = WorldIds.Contoso.AddInApp,
            DisplayName = "HelpDesk for SharePoint",
            CreatedAt = now - LongAgo - LongAgo,
            Type = PrincipalType.Legacy,
            Names = [WorldIds.Contoso.AddInApp.ToString(), $"{WorldIds.Contoso.AddInApp}/helpdesk.contoso.example"],
            Passwords = [expired, current],
            Keys =
            [
                Symmetric(WorldIds.Contoso.AddInExpiredSignKey, "Sign", expired),
                Symmetric(WorldIds.Contoso.AddInExpiredVerifyKey, "Verify", expired),
                Symmetric(WorldIds.Contoso.AddInSignKey, "Sign", current),
                Symmetric(WorldIds.Contoso.AddInVerifyKey, "Verify", current),
            ],
        };
    }

    private PasswordCredential Password(Guid keyId, int days)
    {
        var end = now.AddDays(days).AddHours(-1);
        return new PasswordCredential
        {
            KeyId = keyId,
            DisplayName = "HelpDesk secret",
            Start = end - TimeSpan.FromDays(365),
            End = end,
            Secret = SecretValue.Create(),
            WrittenAt = end - TimeSpan.FromDays(365),
        };
    }

    private static KeyCredential Symmetric(Guid keyId, string usage, PasswordCredential password) => new()
    {
        KeyId = keyId,
        Type = KeyCredential.Symmetric,
        Usage = usage,
        Key = password.Secret.ToBytes(),
        Start = password.Start,
        End = password.End,
        WrittenAt = password.WrittenAt,
    };

    private Application Registration(OwnRegistration registration, Guid id) => new()
    {
        Id = id,
        TenantId = WorldIds.Vendor.Tenant,
        AppId = registration.AppId,
        DisplayName = registration.Name,
        CreatedAt = now - LongAgo,
        Passwords =
        [
            new PasswordCredential
            {
                KeyId = new Guid($"{registration.AppId.ToString()[..^3]}5{registration.AppId.ToString()[^2..]}"),
                DisplayName = "sandbox",
                Start = now - LongAgo,
                // Ours never ends: moving the clock by years must not lock the hosts out of the sandbox.
                End = DateTimeOffset.MaxValue,
                Secret = registration.ClientSecret,
                WrittenAt = now - LongAgo,
            },
        ],
    };

    private ServicePrincipal Principal(Guid id, Guid tenant, OwnRegistration registration) => new()
    {
        Id = id,
        TenantId = tenant,
        HomeTenantId = WorldIds.Vendor.Tenant,
        AppId = registration.AppId,
        DisplayName = registration.Name,
        CreatedAt = now - LongAgo,
        Names = [registration.AppId.ToString()],
    };

    private ServicePrincipal ServiceIn(Guid tenant, Guid id) => Principal(id, tenant, own.Service) with
    {
        AppRoles = Graph("Application.Read.All", "RoleManagement.Read.Directory", "RoleEligibilitySchedule.Read.Directory",
            "Policy.Read.All", "Organization.Read.All", "SharePointTenantSettings.Read.All", "User.Read.All", "GroupMember.Read.All"),
        DelegatedPermissions = Graph("User.Read", "Application.ReadWrite.All", "RoleManagement.Read.Directory",
            "RoleEligibilitySchedule.Read.Directory", "Policy.Read.All", "Organization.Read.All", "SharePointTenantSettings.Read.All",
            "User.Read.All", "GroupMember.Read.All"),
    };

    private ServicePrincipal SignInIn(Guid tenant, Guid id) => Principal(id, tenant, own.SignIn) with
    {
        DelegatedPermissions = [new(own.Service.AppId, "Check"), new(own.Service.AppId, "Renew"), .. Graph("User.Read")],
    };

    private static PermissionGrant[] Graph(params string[] permissions) => [.. permissions.Select(p => new PermissionGrant(WorldIds.WellKnown.Graph, p))];
}
