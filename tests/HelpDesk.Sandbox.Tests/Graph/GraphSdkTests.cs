using System.Net;
using System.Text;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.ServicePrincipals.Item.AddPassword;
using Microsoft.Graph.ServicePrincipals.Item.RemovePassword;
using Microsoft.Kiota.Abstractions.Authentication;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>The Graph subset, called by the real Graph SDK.</summary>
public sealed class GraphSdkTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _fixture;

    public GraphSdkTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    private static string AddIn => WorldIds.Contoso.AddInPrincipal.ToString();

    [Fact]
    public async Task A_principal_is_found_by_its_client_id_and_by_its_name()
    {
        var graph = Graph(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant));

        var byFilter = await graph.ServicePrincipals.GetAsync(r => r.QueryParameters.Filter = $"appId eq '{WorldIds.Contoso.AddInApp}'");
        var byKey = await graph.ServicePrincipalsWithAppId(WorldIds.Contoso.AddInApp.ToString()).GetAsync(r => r.QueryParameters.Select = ["id", "servicePrincipalType"]);
        var byName = await graph.ServicePrincipals.GetAsync(r => r.QueryParameters.Filter = "startswith(displayName,'HelpDesk')");
        var application = await graph.Applications.GetAsync(r => r.QueryParameters.Filter = $"appId eq '{WorldIds.Contoso.HelpDeskApp}'");
        var foreign = await graph.Applications.GetAsync(r => r.QueryParameters.Filter = $"appId eq '{WorldIds.Fabrikam.HelpDeskApp}'");

        Assert.Equal("Legacy", Assert.Single(byFilter!.Value!).ServicePrincipalType);
        Assert.Equal(AddIn, byKey!.Id);
        Assert.Null(byKey.DisplayName);
        Assert.Equal(4, byName!.Value!.Count);
        Assert.Equal("HelpDesk", Assert.Single(application!.Value!).DisplayName);
        Assert.Empty(foreign!.Value!);
    }

    [Fact]
    public async Task Key_values_are_read_only_by_name_and_secrets_never()
    {
        var graph = Graph(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant));

        var plain = await graph.ServicePrincipals[AddIn].GetAsync();
        var selected = await graph.ServicePrincipals[AddIn].GetAsync(r => r.QueryParameters.Select = ["keyCredentials", "passwordCredentials"]);

        Assert.All(plain!.KeyCredentials!, k => Assert.Null(k.Key));
        Assert.All(selected!.KeyCredentials!, k => Assert.NotEmpty(k.Key!));
        Assert.All(selected.PasswordCredentials!, p => Assert.Null(p.SecretText));
        Assert.All(selected.PasswordCredentials!, p => Assert.Equal(3, p.Hint!.Length));
    }

    [Fact]
    public async Task A_password_is_made_by_Graph_shown_once_and_removed_by_its_key_id()
    {
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Farid));

        var made = await graph.ServicePrincipals[AddIn].AddPassword.PostAsync(new AddPasswordPostRequestBody
        {
            PasswordCredential = new Microsoft.Graph.Models.PasswordCredential { DisplayName = "operation 1" },
        });
        var after = await graph.ServicePrincipals[AddIn].GetAsync();

        Assert.Equal(40, made!.SecretText!.Length);
        Assert.All("~_-.", c => Assert.Contains(c, made.SecretText));
        Assert.StartsWith(made.Hint!, made.SecretText, StringComparison.Ordinal);
        Assert.Equal(made.StartDateTime!.Value.AddYears(2), made.EndDateTime);
        Assert.Contains(after!.PasswordCredentials!, p => p.KeyId == made.KeyId && p.DisplayName == "operation 1" && p.SecretText is null);

        await graph.ServicePrincipals[AddIn].RemovePassword.PostAsync(new RemovePasswordPostRequestBody { KeyId = made.KeyId });
        Assert.DoesNotContain((await graph.ServicePrincipals[AddIn].GetAsync())!.PasswordCredentials!, p => p.KeyId == made.KeyId);
    }

    [Fact]
    public async Task A_patch_replaces_the_keys_and_keeps_what_is_sent_back()
    {
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));
        var before = await graph.ServicePrincipals[AddIn].GetAsync(r => r.QueryParameters.Select = ["keyCredentials"]);
        var kept = before!.KeyCredentials!.Take(2).ToList();

        await graph.ServicePrincipals[AddIn].PatchAsync(new Microsoft.Graph.Models.ServicePrincipal { KeyCredentials = [.. kept, NewKey("Verify"), NewKey("Sign")] });

        var after = await graph.ServicePrincipals[AddIn].GetAsync(r => r.QueryParameters.Select = ["keyCredentials"]);
        Assert.Equal(4, after!.KeyCredentials!.Count);
        Assert.All(kept, k => Assert.Contains(after.KeyCredentials, a => a.KeyId == k.KeyId && a.Key!.SequenceEqual(k.Key!)));
        Assert.Equal(2, after.KeyCredentials.Count(k => before.KeyCredentials!.All(b => b.KeyId != k.KeyId)));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "KeyNotUpdatable")]
    public async Task A_null_key_is_taken_back_as_the_switch_says(bool accepted, string? code)
    {
        _fixture.Switches.Values = _fixture.Switches.Values with { NullKeyAccepted = accepted };
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));
        var read = await graph.ServicePrincipals[AddIn].GetAsync();

        var error = await Record.ExceptionAsync(() =>
            graph.ServicePrincipals[AddIn].PatchAsync(new Microsoft.Graph.Models.ServicePrincipal { KeyCredentials = [.. read!.KeyCredentials!, NewKey("Sign")] }));

        Assert.Equal(code, (error as ODataError)?.Error!.Details![0].Code);
    }

    [Fact]
    public async Task A_known_key_that_was_changed_is_refused_and_nothing_is_written()
    {
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));
        var read = await graph.ServicePrincipals[AddIn].GetAsync(r => r.QueryParameters.Select = ["keyCredentials"]);
        read!.KeyCredentials![0].EndDateTime = read.KeyCredentials[0].EndDateTime!.Value.AddDays(1);

        var e = await Assert.ThrowsAsync<ODataError>(() => graph.ServicePrincipals[AddIn].PatchAsync(new Microsoft.Graph.Models.ServicePrincipal { KeyCredentials = [read.KeyCredentials[0]] }));

        Assert.Equal(400, e.ResponseStatusCode);
        Assert.Contains($"Update to existing credential with KeyId '{read.KeyCredentials[0].KeyId}' is not allowed", e.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await graph.ServicePrincipals[AddIn].GetAsync())!.KeyCredentials!.Count);
    }

    [Fact]
    public async Task Passwords_cannot_be_patched()
    {
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));

        var e = await Assert.ThrowsAsync<ODataError>(() => graph.ServicePrincipals[AddIn].PatchAsync(new Microsoft.Graph.Models.ServicePrincipal { PasswordCredentials = [] }));

        Assert.Equal("Request_BadRequest", e.Error!.Code);
    }

    [Fact]
    public async Task Only_administrators_of_applications_or_owners_write_and_the_app_alone_never()
    {
        Assert.Equal(403, await AddPasswordStatusAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Grace)));
        Assert.Equal(403, await AddPasswordStatusAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Elif)));
        Assert.Equal(403, await AddPasswordStatusAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant)));

        _fixture.World.Change<HelpDesk.Sandbox.World.ServicePrincipal>(WorldIds.Contoso.AddInPrincipal, p => p with { Owners = [WorldIds.Contoso.Grace] });
        Assert.Equal(200, await AddPasswordStatusAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Grace)));
    }

    [Fact]
    public async Task Another_tenants_objects_are_not_found()
    {
        Assert.Equal(404, await AddPasswordStatusAsync(await _fixture.GraphTokenOfAsync(WorldIds.Fabrikam.Hana)));
    }

    [Fact]
    public async Task A_policy_refuses_passwords_that_live_too_long()
    {
        SetPolicy("passwordLifetime", TimeSpan.FromDays(180));
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));

        var e = await Assert.ThrowsAsync<ODataError>(() => graph.ServicePrincipals[AddIn].AddPassword.PostAsync(new AddPasswordPostRequestBody()));
        var read = await graph.Policies.DefaultAppManagementPolicy.GetAsync();
        var made = await graph.ServicePrincipals[AddIn].AddPassword.PostAsync(new AddPasswordPostRequestBody
        {
            PasswordCredential = new Microsoft.Graph.Models.PasswordCredential { EndDateTime = _fixture.Sandbox.Clock.GetUtcNow().AddDays(170) },
        });

        Assert.Equal("CredentialInvalidLifetimeAsPerAppPolicy", e.Error!.Code);
        Assert.Equal("InvalidKeyEndDate", e.Error.Details![0].Code);
        Assert.Equal(TimeSpan.FromDays(180), read!.ServicePrincipalRestrictions!.PasswordCredentials![0].MaxLifetime);
        Assert.NotNull(made!.SecretText);
    }

    [Fact]
    public async Task A_policy_may_allow_the_password_and_refuse_the_symmetric_keys()
    {
        SetPolicy("symmetricKeyAddition", null);
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));
        var read = await graph.ServicePrincipals[AddIn].GetAsync();

        Assert.NotNull((await graph.ServicePrincipals[AddIn].AddPassword.PostAsync(new AddPasswordPostRequestBody()))!.SecretText);
        var e = await Assert.ThrowsAsync<ODataError>(() =>
            graph.ServicePrincipals[AddIn].PatchAsync(new Microsoft.Graph.Models.ServicePrincipal { KeyCredentials = [.. read!.KeyCredentials!, NewKey("Sign")] }));
        Assert.EndsWith("AsPerAppPolicy", e.Error!.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checks_find_their_sources()
    {
        var graph = Graph(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Bruno));

        var me = await graph.Me.GetAsync();
        var roles = await graph.Me.TransitiveMemberOf.GraphDirectoryRole.GetAsync();
        var organization = await graph.Organization.GetAsync(r => r.QueryParameters.Select = ["id", "verifiedDomains"]);
        var defaults = await graph.Policies.IdentitySecurityDefaultsEnforcementPolicy.GetAsync();
        var conditional = await graph.Identity.ConditionalAccess.Policies.GetAsync();
        var sharePoint = await graph.Admin.Sharepoint.Settings.GetAsync();
        var assignments = await graph.RoleManagement.Directory.RoleAssignments.GetAsync(r => r.QueryParameters.Filter = $"principalId eq '{WorldIds.Contoso.Farid}'");
        var eligible = await graph.RoleManagement.Directory.RoleEligibilityScheduleInstances.GetAsync(r => r.QueryParameters.Filter = $"principalId eq '{WorldIds.Contoso.Elif}'");
        var members = await graph.DirectoryRolesWithRoleTemplateId("62e90394-69f5-4237-9190-012177145e10").GetAsync();

        Assert.Equal("bruno@contoso.com", me!.UserPrincipalName);
        Assert.Equal("62e90394-69f5-4237-9190-012177145e10", Assert.Single(roles!.Value!).RoleTemplateId);
        Assert.Equal("contoso.onmicrosoft.com", organization!.Value![0].VerifiedDomains!.Single(d => d.IsInitial == true).Name);
        Assert.Equal("Federated", organization.Value[0].VerifiedDomains!.Single(d => d.Name == "contoso.com").Type);
        Assert.False(defaults!.IsEnabled);
        Assert.Equal(2, conditional!.Value!.Count);
        Assert.Equal(ConditionalAccessPolicyState.EnabledForReportingButNotEnforced, conditional.Value[1].State);
        Assert.True(sharePoint!.IsLegacyAuthProtocolsEnabled);
        Assert.Equal("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", Assert.Single(assignments!.Value!).RoleDefinitionId);
        Assert.Equal("62e90394-69f5-4237-9190-012177145e10", Assert.Single(eligible!.Value!).RoleDefinitionId);
        Assert.Equal("Global Administrator", members!.DisplayName);
    }

    [Fact]
    public async Task Per_user_mfa_is_in_beta_only()
    {
        var token = await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant);

        var beta = await GetAsync(token, $"/beta/users/{WorldIds.Contoso.Chloe}/authentication/requirements");
        var v1 = await GetAsync(token, $"/v1.0/users/{WorldIds.Contoso.Chloe}/authentication/requirements");

        Assert.Equal("enforced", (await JsonAsync(beta)).GetProperty("perUserMfaState").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, v1.StatusCode);
    }

    [Fact]
    public async Task Lists_are_paged()
    {
        _fixture.Switches.Values = _fixture.Switches.Values with { GraphPageSize = 2 };
        var graph = Graph(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant));

        var first = await graph.Users.GetAsync(r => r.QueryParameters.Select = ["id"]);
        var names = new List<string>();
        var pages = PageIterator<Microsoft.Graph.Models.User, UserCollectionResponse>.CreatePageIterator(graph, first!, user =>
        {
            names.Add(user.Id!);
            return true;
        });
        await pages.IterateAsync();

        Assert.NotNull(first!.OdataNextLink);
        Assert.Equal(7, names.Distinct().Count());
    }

    [Fact]
    public async Task A_batch_answers_each_part()
    {
        var graph = Graph(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant));
        var batch = new BatchRequestContentCollection(graph);
        var good = await batch.AddBatchRequestStepAsync(graph.Organization.ToGetRequestInformation());
        var bad = await batch.AddBatchRequestStepAsync(graph.ServicePrincipals[Guid.NewGuid().ToString()].ToGetRequestInformation());

        var responses = await graph.Batch.PostAsync(batch);
        var statuses = await responses.GetResponsesStatusCodesAsync();

        Assert.Equal(HttpStatusCode.OK, statuses[good]);
        Assert.Equal(HttpStatusCode.NotFound, statuses[bad]);
    }

    [Theory]
    [InlineData("", 401, "InvalidAuthenticationToken")]
    [InlineData("nonsense", 401, "InvalidAuthenticationToken")]
    public async Task Without_a_valid_token_there_is_nothing(string token, int status, string code)
    {
        var response = await GetAsync(token, "/v1.0/organization");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (await JsonAsync(response)).GetProperty("error").GetProperty("code").GetString());
        Assert.True(response.Headers.Contains("request-id"));
    }

    [Fact]
    public async Task A_token_for_another_api_is_refused()
    {
        var other = await _fixture.Msal(_fixture.World.Own.Bot, WorldIds.Vendor.Tenant).AcquireTokenForClient(["https://api.botframework.com/.default"]).ExecuteAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(other.AccessToken, "/v1.0/organization")).StatusCode);
    }

    [Theory]
    [InlineData("/v1.0/servicePrincipals?$filter=tags/any(t:t eq 'x')")]
    [InlineData("/v1.0/servicePrincipals?$expand=owners")]
    [InlineData("/v1.0/groups")]
    public async Task What_the_sandbox_does_not_know_it_refuses(string address)
    {
        var response = await GetAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"keyCredentials":5}""")]
    [InlineData("""{"keyCredentials":[null]}""")]
    [InlineData("""{"keyCredentials":[{"type":"Symmetric","usage":"Sign","key":"not base64!"}]}""")]
    [InlineData("""{"keyCredentials":[{"type":"Symmetric","usage":"Sign"}]}""")]
    [InlineData("""{"keyCredentials":[{"type":"Symmetric","usage":"Sign","key":"YQ==","endDateTime":"yesterday"}]}""")]
    [InlineData("""{"keyCredentials":[],"keyCredentials":[]}""")]
    [InlineData("""{"appRoles":[]}""")]
    public async Task A_malformed_patch_is_refused_and_nothing_is_written(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1.0/servicePrincipals/{AddIn}");
        request.Headers.Authorization = new("Bearer", await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        var response = await _fixture.GetHttpClient().SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await JsonAsync(response)).GetProperty("error").GetProperty("message").GetString()!);
        Assert.Equal(4, _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!.Keys.Count);
    }

    private void SetPolicy(string restriction, TimeSpan? longest) => _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
    {
        AppManagement = new HelpDesk.Sandbox.World.AppManagementPolicy
        {
            IsEnabled = true,
            ServicePrincipals = [new CredentialRestriction { RestrictionType = restriction, MaxLifetime = longest }],
        },
    });

    private static Microsoft.Graph.Models.KeyCredential NewKey(string usage) => new()
    {
        Type = "Symmetric",
        Usage = usage,
        Key = "a secret of forty characters in the test"u8.ToArray(),
    };

    private async Task<int> AddPasswordStatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1.0/servicePrincipals/{AddIn}/addPassword");
        request.Headers.Authorization = new("Bearer", token);
        return (int)(await _fixture.GetHttpClient().SendAsync(request)).StatusCode;
    }

    private async Task<HttpResponseMessage> GetAsync(string token, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token.Length > 0)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return await _fixture.GetHttpClient().SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private GraphServiceClient Graph(string token) =>
        new(_fixture.GetHttpClient(), new BaseBearerTokenAuthenticationProvider(new FixedToken(token)), $"{_fixture.Https}v1.0");

    private sealed class FixedToken(string token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => Task.FromResult(token);
    }
}
