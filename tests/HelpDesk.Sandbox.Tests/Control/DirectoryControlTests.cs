using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Control;

/// <summary>The directory as <c>/sandbox/*</c> changes it.</summary>
public sealed class DirectoryControlTests : IClassFixture<SandboxFixture>
{
    private const string Contoso = "/sandbox/tenants/contoso.com";

    private readonly SandboxFixture _fixture;
    private readonly HttpClient _control;

    public DirectoryControlTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
        _control = fixture.GetPagesClient();
    }

    private static string Application => $"/sandbox/applications/{WorldIds.Contoso.HelpDeskApplication}";

    private static string Principal => $"/sandbox/principals/{WorldIds.Contoso.AddInPrincipal}";

    private Tenant Tenant => _fixture.World.Tenant(WorldIds.Contoso.Tenant);

    [Fact]
    public async Task Policies_groups_and_consent_are_set_for_a_tenant()
    {
        var group = Guid.NewGuid();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Contoso, $$"""
            {
              "groups": [
                { "id": "{{group}}", "name": "Admins", "members": ["grace@contoso.onmicrosoft.com", "{{WorldIds.Contoso.Elif}}"], "activeRoles": ["Global Reader"] },
                { "name": "Everybody", "groups": ["{{group}}"] }
              ],
              "conditionalAccess": [
                {
                  "displayName": "Devices", "state": "enabledForReportingButNotEnforced", "includeUsers": ["All"], "excludeGroups": ["{{group}}"],
                  "includeApplications": ["{{WorldIds.Vendor.ServiceApp}}"], "clientAppTypes": ["browser"], "operator": "and", "controls": ["mfa", "compliantDevice"],
                  "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000004", "displayName": "Strong" }
                }
              ],
              "withheldPermissions": ["GroupMember.Read.All"],
              "acsRetirement": "unauthorizedClient"
            }
            """));

        var policy = Assert.Single(Tenant.ConditionalAccess);
        Assert.Equal(PolicyState.EnabledForReportingButNotEnforced, policy.State);
        Assert.Equal(GrantOperator.And, policy.Operator);
        Assert.Equal(["mfa", "compliantDevice"], policy.Controls);
        Assert.Equal([$"{group}"], policy.ExcludeGroups);
        Assert.Equal("Strong", policy.AuthenticationStrength!.DisplayName);
        Assert.Equal(["Admins", "Everybody"], Tenant.GroupsOf(_fixture.World.FindPerson(WorldIds.Contoso.Grace)!).Select(g => g.Name));
        Assert.Equal([DirectoryRole.GlobalReader], Tenant.RolesOf(_fixture.World.FindPerson(WorldIds.Contoso.Elif)!));
        Assert.Equal(["GroupMember.Read.All"], Tenant.WithheldPermissions);
        Assert.Equal(AcsRetirement.UnauthorizedClient, Tenant.AcsRetirement);
        Assert.Equal(2, await CountAsync("groups"));
        Assert.Equal(1, await CountAsync("conditionalAccess"));
    }

    [Theory]
    [InlineData("""{"conditionalAccess":[{"displayName":"x","includeUsers":["Everyone"]}]}""", "Everyone")]
    [InlineData("""{"conditionalAccess":[{"displayName":"x","controls":["mfaa"]}]}""", "mfaa")]
    [InlineData("""{"conditionalAccess":[{"displayName":"x","clientAppTypes":["browsers"]}]}""", "browsers")]
    [InlineData("""{"conditionalAccess":[{"displayName":"x","includeUser":["All"]}]}""", "includeUser")]
    [InlineData("""{"conditionalAccess":[{"displayName":"x","includeUsers":null}]}""", "includeUsers")]
    [InlineData("""{"conditionalAccess":[{"displayName":"x","includeUsers":[null]}]}""", "users")]
    [InlineData("""{"conditionalAccess":[null]}""", "conditionalAccess")]
    [InlineData("""{"conditionalAccess":[{"includeUsers":["All"]}]}""", "displayName")]
    [InlineData("""{"conditionalAccess":[{"displayName":"x","signInRiskLevels":["extreme"]}]}""", "extreme")]
    [InlineData("""{"groups":[{"name":"x","members":["nobody@contoso.com"]}]}""", "nobody@contoso.com")]
    [InlineData("""{"groups":[{"name":"x","groups":["c0000000-0000-4000-8000-000000000709"]}]}""", "c0000000-0000-4000-8000-000000000709")]
    [InlineData("""{"groups":[{"id":"c0000000-0000-4000-8000-000000000709","name":"y"},{"name":"x","groups":["c0000000-0000-4000-8000-000000000709"],"activeRoles":["Global Reader"]}]}""", "'x'")]
    [InlineData("""{"withheldPermissions":["Mail.Read"]}""", "Mail.Read")]
    [InlineData("""{"acsRetirement":"maybe"}""", "acsRetirement")]
    [InlineData("""{"applicationRestrictions":[{"restrictionType":"passwords"}]}""", "passwords")]
    public async Task What_a_tenant_cannot_hold_is_refused_by_name(string body, string told)
    {
        var before = Tenant;

        var (status, text) = await SendAsync(Contoso, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.Same(before, Tenant);
    }

    [Fact]
    public async Task A_person_gets_roles_for_a_part_of_the_directory()
    {
        const string Grace = "/sandbox/people/grace@contoso.onmicrosoft.com";

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Grace, $$"""
            {"scopedRoles":[{"role":"Application Administrator","scope":"/{{WorldIds.Contoso.HelpDeskApplication}}"}],
             "scopedEligibleRoles":[{"role":"Global Reader","scope":"/administrativeUnits/{{Guid.NewGuid()}}"}]}
            """));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Grace, """{"scopedRoles":[{"role":"Application Administrator","scope":"/"}]}"""));

        var grace = _fixture.World.FindPerson(WorldIds.Contoso.Grace)!;
        Assert.Equal($"/{WorldIds.Contoso.HelpDeskApplication}", Assert.Single(grace.ScopedRoles).Scope);
        Assert.Equal(DirectoryRole.GlobalReader, Assert.Single(grace.ScopedEligibleRoles).Role);
    }

    [Fact]
    public async Task A_password_from_the_portal_appears_beside_the_others()
    {
        var (_, answer) = await SendAsync(Application, """{"addPassword":{}}""");
        var keyId = JsonDocument.Parse(answer).RootElement.GetProperty("keyId").GetString();

        var (_, application) = await _fixture.GraphAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), $"/v1.0/applications/{WorldIds.Contoso.HelpDeskApplication}");

        var passwords = application.GetProperty("passwordCredentials").EnumerateArray().ToList();
        Assert.Equal(2, passwords.Count);
        Assert.Equal(keyId, passwords[1].GetProperty("keyId").GetString());
        Assert.StartsWith("Password uploaded on ", passwords[1].GetProperty("displayName").GetString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(180), passwords[1].GetProperty("endDateTime").GetDateTimeOffset() - passwords[1].GetProperty("startDateTime").GetDateTimeOffset());
    }

    [Fact]
    public async Task An_application_is_locked_and_given_a_policy_and_both_are_taken_away()
    {
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Application, """
            {"lock":{"allProperties":true},
             "appManagementPolicy":{"displayName":"Short","restrictions":[{"restrictionType":"passwordLifetime","maxLifetime":"P30D"}]}}
            """));
        var application = _fixture.World.FindApplication(WorldIds.Contoso.HelpDeskApp)!;
        Assert.True(application.Lock!.Locks("Verify"));
        Assert.Equal(TimeSpan.FromDays(30), Assert.Single(application.AssignedPolicy!.Restrictions).MaxLifetime);

        await PostAsync(Application, """{"addPassword":{"displayName":"x","lifetime":"P1D"}}""");
        Assert.NotNull(_fixture.World.FindApplication(WorldIds.Contoso.HelpDeskApp)!.Lock);

        await PostAsync(Application, """{"lock":null,"appManagementPolicy":null}""");
        application = _fixture.World.FindApplication(WorldIds.Contoso.HelpDeskApp)!;
        Assert.Null(application.Lock);
        Assert.Null(application.AssignedPolicy);
    }

    [Theory]
    [InlineData("applications/c0000000-0000-4000-8000-000000000301", """{"lock":{"everything":true}}""", "everything")]
    [InlineData("applications/c0000000-0000-4000-8000-000000000301", """{"isEnabled":false}""", "isEnabled")]
    [InlineData("applications/c0000000-0000-4000-8000-000000000301", """{"addPassword":{"lifetime":"PT0S"}}""", "lifetime")]
    [InlineData("applications/c0000000-0000-4000-8000-000000000301", """{"appManagementPolicy":{"restrictions":[{"restrictionType":"x"}]}}""", "'x'")]
    [InlineData("principals/c0000000-0000-4000-8000-000000000402", """{"lock":null}""", "lock")]
    public async Task What_an_object_cannot_take_is_refused_by_name(string address, string body, string told)
    {
        var (status, text) = await SendAsync($"/sandbox/{address}", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(told, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_principal_is_disabled_and_removed()
    {
        var token = await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant);
        var address = $"/v1.0/servicePrincipals/{WorldIds.Contoso.AddInPrincipal}";

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Principal, """{"isEnabled":false}"""));
        Assert.False((await _fixture.GraphAsync(token, address)).Body.GetProperty("accountEnabled").GetBoolean());
        await PostAsync(Principal, """{"isEnabled":true}""");
        Assert.True((await _fixture.GraphAsync(token, address)).Body.GetProperty("accountEnabled").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, (await _control.DeleteAsync(Principal)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _fixture.GraphAsync(token, address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _control.DeleteAsync(Principal)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Principal, "{}"));
    }

    [Theory]
    [InlineData("unauthorizedClient", 400)]
    [InlineData("notFound", 404)]
    public async Task A_tenant_in_which_ACS_is_retired_gets_no_token_and_no_word_about_the_secret(string retirement, int expected)
    {
        await _control.PostAsJsonAsync(Contoso, new { acsRetirement = retirement });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = $"{WorldIds.Contoso.AddInApp}@{WorldIds.Contoso.Tenant}",
            ["client_secret"] = _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!.Passwords[1].Secret.ToBase64(),
            ["resource"] = $"00000003-0000-0ff1-ce00-000000000000/contoso.sharepoint.com@{WorldIds.Contoso.Tenant}",
        });

        var response = await _fixture.GetHttpClient().PostAsync($"/acs/{WorldIds.Contoso.Tenant}/tokens/OAuth/2", form);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(expected, (int)response.StatusCode);
        if (retirement == "notFound")
        {
            Assert.Empty(text);
            return;
        }

        var body = JsonDocument.Parse(text).RootElement;
        Assert.Equal("unauthorized_client", body.GetProperty("error").GetString());
        Assert.DoesNotContain(body.GetProperty("error_codes")[0].GetInt32(), (int[])[7000215, 7000222, 7000218, 70002]);
    }

    private async Task<HttpStatusCode> PostAsync(string address, string body) => (await SendAsync(address, body)).Status;

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(string address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await _control.PostAsync(address, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<int> CountAsync(string name)
    {
        var state = JsonDocument.Parse(await _control.GetStringAsync("/sandbox/state")).RootElement;
        return state.GetProperty("tenants").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "Contoso").GetProperty(name).GetArrayLength();
    }
}
