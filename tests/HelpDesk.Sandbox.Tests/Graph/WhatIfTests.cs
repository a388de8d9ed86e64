using System.Net;
using System.Text.Json;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>Conditional Access as Graph shows it, and its what-if evaluation.</summary>
public sealed class WhatIfTests : IClassFixture<SandboxFixture>
{
    private const string Address = "/beta/identity/conditionalAccess/evaluate";

    private static readonly ConditionalAccessPolicy ForAll = new() { DisplayName = "Policy", IncludeUsers = ["All"], Controls = ["mfa"] };

    private readonly SandboxFixture _fixture;

    public WhatIfTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    public static TheoryData<ConditionalAccessPolicy, string> Reasons => new()
    {
        { ForAll, "notSet" },
        { ForAll with { State = PolicyState.EnabledForReportingButNotEnforced }, "notSet" },
        { ForAll with { State = PolicyState.Disabled, IncludeUsers = ["None"] }, "policyNotEnabled" },
        { ForAll with { IncludeUsers = ["None"], IncludeApplications = ["None"] }, "users" },
        { ForAll with { ExcludeUsers = [WorldIds.Contoso.Ada.ToString()] }, "users" },
        { ForAll with { ExcludeApplications = [WorldIds.Vendor.ServiceApp.ToString()], ClientAppTypes = ["other"] }, "application" },
        { ForAll with { ClientAppTypes = ["exchangeActiveSync", "other"], IncludeLocations = ["AllTrusted"] }, "clientApps" },
        { ForAll with { IncludeLocations = ["AllTrusted"], IncludePlatforms = ["iOS"] }, "location" },
        { ForAll with { IncludePlatforms = ["iOS"], SignInRiskLevels = ["high"] }, "devicePlatform" },
        { ForAll with { IncludePlatforms = ["windows"] }, "notSet" },
        { ForAll with { Devices = new DeviceFilter { Mode = "include", Rule = "device.isCompliant -eq True" } }, "devices" },
        { ForAll with { SignInRiskLevels = ["high"], UserRiskLevels = ["high"] }, "signInRisk" },
        { ForAll with { UserRiskLevels = ["high"] }, "userRisk" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_policy_applies_or_tells_the_first_reason_why_not(ConditionalAccessPolicy policy, string reason)
    {
        Set(policy);

        var result = Assert.Single(await EvaluateAsync(Ada()));

        Assert.Equal(reason, result.GetProperty("analysisReasons").GetString());
        Assert.Equal(reason == "notSet", result.GetProperty("policyApplies").GetBoolean());
        Assert.Equal($"{policy.Id}", result.GetProperty("id").GetString());
        Assert.Equal("OR", result.GetProperty("grantControls").GetProperty("operator").GetString());
    }

    [Fact]
    public async Task Only_those_that_apply_are_listed_when_asked()
    {
        Set(ForAll, ForAll with { Id = Guid.NewGuid(), IncludeUsers = ["None"] });

        Assert.Equal(2, (await EvaluateAsync(Ada())).Count);
        Assert.Single(await EvaluateAsync(Ada(appliedOnly: true)));
    }

    [Fact]
    public async Task A_legacy_client_and_a_risk_can_be_asked_about()
    {
        Set(ForAll with { ClientAppTypes = ["other"], SignInRiskLevels = ["high"] });

        var result = Assert.Single(await EvaluateAsync(Ada(conditions: new { clientAppType = "other", signInRiskLevel = "high" })));

        Assert.True(result.GetProperty("policyApplies").GetBoolean());
    }

    [Fact]
    public async Task It_works_as_a_part_of_a_batch_and_not_in_v1()
    {
        var token = await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant);

        var (_, batch) = await _fixture.GraphAsync(token, "/beta/$batch", HttpMethod.Post, new
        {
            requests = new[]
            {
                new { id = "1", method = "POST", url = "/identity/conditionalAccess/evaluate", headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" }, body = Ada() },
            },
        });
        var (status, _) = await _fixture.GraphAsync(token, Address.Replace("beta", "v1.0", StringComparison.Ordinal), HttpMethod.Post, Ada());

        var part = Assert.Single(batch.GetProperty("responses").EnumerateArray());
        Assert.Equal(200, part.GetProperty("status").GetInt32());
        Assert.Equal(2, part.GetProperty("body").GetProperty("value").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Theory]
    [InlineData("Policy.Read.All", 200)]
    [InlineData("Policy.Read.ConditionalAccess", 200)]
    [InlineData("Directory.Read.All", 403)]
    public async Task It_needs_a_permission(string permission, int expected)
    {
        _fixture.Allow(asApp: [permission], delegated: []);

        var (status, _) = await _fixture.GraphAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), Address, HttpMethod.Post, Ada());

        Assert.Equal(expected, (int)status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"signInIdentity":{"@odata.type":"#microsoft.graph.userSignIn","userId":"nobody"},"signInContext":{"@odata.type":"#microsoft.graph.applicationContext","includeApplications":["x"]}}""")]
    [InlineData("""{"signInIdentity":{"@odata.type":"#microsoft.graph.userSignIn","userId":"c0000000-0000-4000-8000-000000000101"},"signInContext":{"@odata.type":"#microsoft.graph.userActionContext"}}""")]
    public async Task A_question_that_is_not_understood_is_refused(string body)
    {
        var (status, _) = await _fixture.GraphAsync(
            await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), Address, HttpMethod.Post, JsonDocument.Parse(body).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task The_list_shows_every_condition_and_control()
    {
        var strength = new Guid("00000000-0000-0000-0000-000000000004");
        Set(ForAll with
        {
            ExcludeGroups = ["g"],
            ExcludeRoles = ["r"],
            ExcludeGuests = ["b2bCollaborationGuest", "internalGuest"],
            IncludeApplications = ["Office365"],
            IncludeLocations = ["All"],
            ExcludeLocations = ["AllTrusted"],
            Operator = GrantOperator.And,
            TermsOfUse = ["t"],
            AuthenticationStrength = new() { Id = strength, DisplayName = "Phishing-resistant MFA", AllowedCombinations = ["fido2"] },
        }, ForAll with { Controls = [] });

        var policies = await _fixture.GraphListAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), "/v1.0/identity/conditionalAccess/policies");

        var conditions = policies[0].GetProperty("conditions");
        var users = conditions.GetProperty("users");
        var grant = policies[0].GetProperty("grantControls");
        Assert.Equal("g", users.GetProperty("excludeGroups")[0].GetString());
        Assert.Equal("r", users.GetProperty("excludeRoles")[0].GetString());
        Assert.Equal("b2bCollaborationGuest,internalGuest", users.GetProperty("excludeGuestsOrExternalUsers").GetProperty("guestOrExternalUserTypes").GetString());
        Assert.Equal("Office365", conditions.GetProperty("applications").GetProperty("includeApplications")[0].GetString());
        Assert.Equal("AllTrusted", conditions.GetProperty("locations").GetProperty("excludeLocations")[0].GetString());
        Assert.Equal(JsonValueKind.Null, conditions.GetProperty("platforms").ValueKind);
        Assert.Equal("AND", grant.GetProperty("operator").GetString());
        Assert.Equal("mfa", grant.GetProperty("builtInControls")[0].GetString());
        Assert.Equal("t", grant.GetProperty("termsOfUse")[0].GetString());
        Assert.Equal($"{strength}", grant.GetProperty("authenticationStrength").GetProperty("id").GetString());
        Assert.Equal("mfa", grant.GetProperty("authenticationStrength").GetProperty("requirementsSatisfied").GetString());
        Assert.Equal("fido2", grant.GetProperty("authenticationStrength").GetProperty("allowedCombinations")[0].GetString());
        Assert.Equal(JsonValueKind.Null, policies[1].GetProperty("grantControls").ValueKind);
        Assert.Equal(JsonValueKind.Null, policies[0].GetProperty("sessionControls").ValueKind);
    }

    private static object Ada(bool appliedOnly = false, object? conditions = null) => new
    {
        signInIdentity = new Dictionary<string, object> { ["@odata.type"] = "#microsoft.graph.userSignIn", ["userId"] = WorldIds.Contoso.Ada },
        signInContext = new Dictionary<string, object>
        {
            ["@odata.type"] = "#microsoft.graph.applicationContext",
            ["includeApplications"] = new[] { WorldIds.Vendor.ServiceApp },
        },
        signInConditions = conditions ?? new { clientAppType = "browser", devicePlatform = "windows" },
        appliedPoliciesOnly = appliedOnly,
    };

    private void Set(params ConditionalAccessPolicy[] policies) =>
        _fixture.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { ConditionalAccess = policies });

    private async Task<IReadOnlyList<JsonElement>> EvaluateAsync(object question)
    {
        var (status, body) = await _fixture.GraphAsync(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant), Address, HttpMethod.Post, question);
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. body.GetProperty("value").EnumerateArray()];
    }
}
