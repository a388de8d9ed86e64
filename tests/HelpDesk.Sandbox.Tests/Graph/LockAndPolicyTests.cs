using System.Net;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>What keeps credentials from being written although the person may: the application's lock and the object's policy.</summary>
public sealed class LockAndPolicyTests : IClassFixture<SandboxFixture>
{
    private const string SomeKey = "YSBzZWNyZXQgb2YgZm9ydHkgY2hhcmFjdGVycw==";

    private readonly SandboxFixture _fixture;

    public LockAndPolicyTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    private static string Application => $"/v1.0/applications/{WorldIds.Contoso.HelpDeskApplication}";

    private static string Principal => $"/v1.0/servicePrincipals/{WorldIds.Contoso.HelpDeskPrincipal}";

    [Fact]
    public async Task The_lock_is_shown_with_the_application_or_null()
    {
        var token = await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant);
        var (_, before) = await _fixture.GraphAsync(token, $"{Application}?$select=servicePrincipalLockConfiguration");

        Lock(new ServicePrincipalLock { CredentialsWithUsageVerify = true });
        var (_, after) = await _fixture.GraphAsync(token, Application);
        var listed = await _fixture.GraphListAsync(token, $"/v1.0/applications?$filter=appId eq '{WorldIds.Contoso.HelpDeskApp}'");

        Assert.Equal(JsonValueKind.Null, before.GetProperty("servicePrincipalLockConfiguration").ValueKind);
        Assert.All([after, listed[0]], a => Assert.Equal(
            """{"isEnabled":true,"allProperties":false,"credentialsWithUsageVerify":true,"credentialsWithUsageSign":false,"tokenEncryptionKeyId":false}""",
            a.GetProperty("servicePrincipalLockConfiguration").GetRawText()));
    }

    [Theory]
    [InlineData(true, true, false, false, 400, 400, 400)]
    [InlineData(true, false, true, false, 400, 400, 204)]
    [InlineData(true, false, false, true, 200, 204, 400)]
    [InlineData(true, false, false, false, 200, 204, 204)]
    [InlineData(false, true, true, true, 200, 204, 204)]
    public async Task A_locked_principal_refuses_what_the_lock_names(bool enabled, bool all, bool verify, bool sign, int password, int verifyKey, int signKey)
    {
        Lock(new ServicePrincipalLock { IsEnabled = enabled, AllProperties = all, CredentialsWithUsageVerify = verify, CredentialsWithUsageSign = sign });

        Assert.Equal(password, (int)(await WriteAsync($"{Principal}/addPassword", HttpMethod.Post, new { })).Status);
        Assert.Equal(verifyKey, (int)(await WriteAsync(Principal, HttpMethod.Patch, Key("Verify"))).Status);
        _fixture.World.Change<ServicePrincipal>(WorldIds.Contoso.HelpDeskPrincipal, p => p with { Keys = [] });
        Assert.Equal(signKey, (int)(await WriteAsync(Principal, HttpMethod.Patch, Key("Sign"))).Status);
    }

    [Fact]
    public async Task The_lock_says_so_and_spares_the_application_itself()
    {
        Lock(new ServicePrincipalLock { AllProperties = true });

        var (_, refused) = await WriteAsync($"{Principal}/addPassword", HttpMethod.Post, new { });
        var (status, _) = await WriteAsync($"{Application}/addPassword", HttpMethod.Post, new { });

        Assert.Equal("CannotUpdateLockedServicePrincipalProperty", refused.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(_fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApp)!.Passwords);
    }

    [Fact]
    public async Task A_locked_password_cannot_be_removed_either()
    {
        var (_, made) = await WriteAsync($"{Principal}/addPassword", HttpMethod.Post, new { });
        Lock(new ServicePrincipalLock { AllProperties = true });

        var (status, _) = await WriteAsync($"{Principal}/removePassword", HttpMethod.Post, new { keyId = made.GetProperty("keyId").GetString() });

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Keys_that_are_sent_back_unchanged_are_no_write()
    {
        await WriteAsync(Principal, HttpMethod.Patch, Key("Verify"));
        Lock(new ServicePrincipalLock { AllProperties = true });
        var known = _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApp)!.Keys.Select(k => new { keyId = k.KeyId }).ToArray();

        var (kept, _) = await WriteAsync(Principal, HttpMethod.Patch, new { keyCredentials = known });
        var (removed, _) = await WriteAsync(Principal, HttpMethod.Patch, new { keyCredentials = Array.Empty<object>() });

        Assert.Equal(HttpStatusCode.NoContent, kept);
        Assert.Equal(HttpStatusCode.BadRequest, removed);
    }

    [Fact]
    public async Task An_assigned_policy_is_listed_for_its_object_only()
    {
        Assign<Application>(WorldIds.Contoso.HelpDeskApplication, "passwordLifetime", TimeSpan.FromDays(90));
        var token = await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant);

        var policy = Assert.Single(await _fixture.GraphListAsync(token, $"{Application}/appManagementPolicies"));
        var password = policy.GetProperty("restrictions").GetProperty("passwordCredentials")[0];

        Assert.Equal("Own rules", policy.GetProperty("displayName").GetString());
        Assert.True(policy.GetProperty("isEnabled").GetBoolean());
        Assert.True(Guid.TryParse(policy.GetProperty("id").GetString(), out _));
        Assert.Equal("passwordLifetime", password.GetProperty("restrictionType").GetString());
        Assert.Equal("P90D", password.GetProperty("maxLifetime").GetString());
        Assert.Equal(0, policy.GetProperty("restrictions").GetProperty("keyCredentials").GetArrayLength());
        Assert.Empty(await _fixture.GraphListAsync(token, $"{Principal}/appManagementPolicies"));
    }

    [Theory]
    [InlineData("Policy.Read.All Application.Read.All", 200)]
    [InlineData("Policy.Read.ApplicationConfiguration Application.Read.All", 200)]
    [InlineData("Policy.Read.All", 403)]
    [InlineData("Application.Read.All", 403)]
    public async Task Reading_it_needs_both_kinds_of_permission(string permissions, int expected)
    {
        _fixture.Allow(asApp: permissions.Split(' '), delegated: []);

        var (status, _) = await _fixture.GraphAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"{Application}/appManagementPolicies");

        Assert.Equal(expected, (int)status);
    }

    [Fact]
    public async Task An_assigned_policy_takes_the_place_of_the_tenants_default()
    {
        _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
        {
            AppManagement = new AppManagementPolicy { IsEnabled = true, Applications = [new CredentialRestriction { RestrictionType = "passwordAddition" }] },
        });
        var byDefault = await AddAsync(days: 30);
        Assign<Application>(WorldIds.Contoso.HelpDeskApplication, "passwordLifetime", TimeSpan.FromDays(90));

        Assert.Equal("CredentialTypeNotAllowedAsPerAppPolicy", byDefault);
        Assert.Null(await AddAsync(days: 30));
        Assert.Equal("CredentialInvalidLifetimeAsPerAppPolicy", await AddAsync(days: 100));
    }

    private void Lock(ServicePrincipalLock locked) =>
        _fixture.World.Change<Application>(WorldIds.Contoso.HelpDeskApplication, a => a with { Lock = locked });

    private void Assign<T>(Guid id, string restriction, TimeSpan longest) where T : CredentialHolder => _fixture.World.Change<T>(id, h => h with
    {
        AssignedPolicy = new AssignedAppPolicy
        {
            DisplayName = "Own rules",
            Restrictions = [new CredentialRestriction { RestrictionType = restriction, MaxLifetime = longest }],
        },
    });

    private async Task<string?> AddAsync(int days)
    {
        var (status, body) = await WriteAsync($"{Application}/addPassword", HttpMethod.Post, new
        {
            passwordCredential = new { endDateTime = _fixture.Sandbox.Clock.GetUtcNow().AddDays(days) },
        });
        return status == HttpStatusCode.OK ? null : body.GetProperty("error").GetProperty("code").GetString();
    }

    private static object Key(string usage) => new { keyCredentials = new[] { new { type = "Symmetric", usage, key = SomeKey } } };

    private async Task<(HttpStatusCode Status, JsonElement Body)> WriteAsync(string address, HttpMethod method, object body) =>
        await _fixture.GraphAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada), address, method, body);
}
