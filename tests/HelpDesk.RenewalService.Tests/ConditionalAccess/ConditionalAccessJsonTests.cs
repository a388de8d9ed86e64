using System.Text.Json;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Directories;
using HelpDesk.RenewalService.Graph;

namespace HelpDesk.RenewalService.Tests.ConditionalAccess;

/// <summary>Policies as Graph writes them, and as nobody should.</summary>
public sealed class ConditionalAccessJsonTests
{
    private const string Full =
        """
        {
          "id": "d0000000-0000-4000-8000-000000000001",
          "templateId": null,
          "displayName": "Administrators need a second factor",
          "createdDateTime": "2026-01-02T03:04:05Z",
          "modifiedDateTime": null,
          "state": "enabled",
          "conditions": {
            "users": {
              "includeUsers": ["All"],
              "excludeUsers": ["a0000000-0000-4000-8000-000000000002"],
              "includeGroups": ["b0000000-0000-4000-8000-000000000001"],
              "excludeGroups": ["b0000000-0000-4000-8000-000000000002"],
              "includeRoles": ["62e90394-69f5-4237-9190-012177145e10"],
              "excludeRoles": ["f2ef992c-3afb-46b9-b7cf-a126ee74c451"],
              "includeGuestsOrExternalUsers": null,
              "excludeGuestsOrExternalUsers": { "guestOrExternalUserTypes": "serviceProvider", "externalTenants": { "membershipKind": "all" } }
            },
            "applications": {
              "includeApplications": ["Office365"],
              "excludeApplications": ["c0000000-0000-4000-8000-000000000001"],
              "includeUserActions": ["urn:user:registerdevice"],
              "includeAuthenticationContextClassReferences": ["c1"],
              "applicationFilter": null
            },
            "clientApplications": null,
            "clientAppTypes": ["browser", "hologram"],
            "platforms": null,
            "locations": { "includeLocations": ["All"], "excludeLocations": ["AllTrusted"] },
            "devices": null,
            "signInRiskLevels": [],
            "userRiskLevels": ["high"],
            "servicePrincipalRiskLevels": [],
            "insiderRiskLevels": null,
            "authenticationFlows": null
          },
          "grantControls": {
            "operator": "AND",
            "builtInControls": ["compliantDevice", "somethingNew"],
            "customAuthenticationFactors": ["custom"],
            "termsOfUse": ["terms"],
            "authenticationStrength": {
              "id": "00000000-0000-0000-0000-000000000002",
              "displayName": "Multifactor authentication",
              "requirementsSatisfied": "mfa",
              "allowedCombinations": ["password,sms"]
            }
          },
          "sessionControls": { "signInFrequency": { "value": 4 } },
          "somethingNew": { "deep": [1, null] }
        }
        """;

    [Fact]
    public void A_policy_is_read_with_all_its_parts()
    {
        var policy = Read(Full);

        Assert.Equal(("d0000000-0000-4000-8000-000000000001", "Administrators need a second factor"), (policy.Id, policy.DisplayName));
        Assert.Equal(PolicyState.Enabled, policy.State);
        Assert.False(policy.HasUnknownParts);
        Assert.Equal(["All"], policy.Users.IncludeUsers);
        Assert.Equal(["a0000000-0000-4000-8000-000000000002"], policy.Users.ExcludeUsers);
        Assert.Equal(["b0000000-0000-4000-8000-000000000001"], policy.Users.IncludeGroups);
        Assert.Equal(["b0000000-0000-4000-8000-000000000002"], policy.Users.ExcludeGroups);
        Assert.Equal(["62e90394-69f5-4237-9190-012177145e10"], policy.Users.IncludeRoles);
        Assert.Equal(["f2ef992c-3afb-46b9-b7cf-a126ee74c451"], policy.Users.ExcludeRoles);
        Assert.Equal((false, true), (policy.Users.IncludesSomeGuests, policy.Users.ExcludesSomeGuests));
        Assert.Equal(["Office365"], policy.Applications.Include);
        Assert.Equal(["c0000000-0000-4000-8000-000000000001"], policy.Applications.Exclude);
        Assert.Equal(["urn:user:registerdevice"], policy.Applications.UserActions);
        Assert.Equal(["c1"], policy.Applications.AuthenticationContexts);
        Assert.False(policy.Applications.HasFilter);
        Assert.Equal(["browser", "hologram"], policy.ClientAppTypes);
        Assert.Equal(PolicyConditions.Locations | PolicyConditions.UserRisk, policy.Conditions);
    }

    [Fact]
    public void The_controls_are_read_with_all_their_parts()
    {
        var grant = Read(Full).Grant!;

        Assert.Equal(GrantOperator.And, grant.Operator);
        Assert.Equal(["compliantDevice", "somethingNew"], grant.BuiltIn);
        Assert.Equal(["custom"], grant.CustomFactors);
        Assert.Equal(["terms"], grant.TermsOfUse);
        Assert.Equal(new AuthenticationStrength("Multifactor authentication", "mfa"), grant.Strength);
    }

    [Theory]
    [InlineData("\"enabled\"", PolicyState.Enabled)]
    [InlineData("\"disabled\"", PolicyState.Disabled)]
    [InlineData("\"enabledForReportingButNotEnforced\"", PolicyState.ReportOnly)]
    [InlineData("\"somethingNew\"", PolicyState.Unknown)]
    [InlineData("null", PolicyState.Unknown)]
    public void The_state_is_read_and_a_new_one_is_kept_as_unknown(string state, PolicyState expected)
    {
        Assert.Equal(expected, Read(Policy(state: state)).State);
    }

    [Theory]
    [InlineData("platforms", """{ "includePlatforms": ["all"], "excludePlatforms": [] }""", PolicyConditions.None)]
    [InlineData("platforms", """{ "includePlatforms": ["all"], "excludePlatforms": ["iOS"] }""", PolicyConditions.Platforms)]
    [InlineData("platforms", """{ "includePlatforms": ["iOS"] }""", PolicyConditions.Platforms)]
    [InlineData("locations", """{ "includeLocations": ["All"], "excludeLocations": [] }""", PolicyConditions.None)]
    [InlineData("locations", """{ "includeLocations": ["All"], "excludeLocations": ["AllTrusted"] }""", PolicyConditions.Locations)]
    [InlineData("locations", """{ "includeLocations": ["AllTrusted"] }""", PolicyConditions.Locations)]
    [InlineData("devices", """{ "deviceFilter": { "mode": "include", "rule": "device.isCompliant" } }""", PolicyConditions.Devices)]
    [InlineData("signInRiskLevels", """["medium"]""", PolicyConditions.SignInRisk)]
    [InlineData("userRiskLevels", """["high"]""", PolicyConditions.UserRisk)]
    [InlineData("insiderRiskLevels", "\"elevated\"", PolicyConditions.InsiderRisk)]
    [InlineData("authenticationFlows", """{ "transferMethods": "deviceCodeFlow" }""", PolicyConditions.AuthenticationFlows)]
    [InlineData("authenticationFlows", """{ "transferMethod": "deviceCodeFlow" }""", PolicyConditions.AuthenticationFlows)]
    [InlineData("platforms", "null", PolicyConditions.None)]
    [InlineData("platforms", """{ "@odata.type": "#microsoft.graph.conditionalAccessPlatforms", "includePlatforms": [] }""", PolicyConditions.None)]
    [InlineData("signInRiskLevels", "[]", PolicyConditions.None)]
    [InlineData("signInRiskLevels", "7", PolicyConditions.SignInRisk)]
    [InlineData("somethingNew", "[1]", PolicyConditions.None)]
    public void Conditions_that_depend_on_the_moment_are_kept(string member, string value, PolicyConditions expected)
    {
        var policy = Read(Policy(conditions: $$"""{ {{Users}}, {{Apps}}, "{{member}}": {{value}} }"""));

        Assert.Equal((expected, false), (policy.Conditions, policy.HasUnknownParts));
    }

    [Fact]
    public void Null_and_missing_lists_are_empty()
    {
        var policy = Read(Policy(
            conditions: """
                {
                  "users": { "includeUsers": null },
                  "applications": { "includeApplications": null },
                  "clientAppTypes": null
                }
                """));

        Assert.False(policy.HasUnknownParts);
        Assert.Empty(policy.Users.IncludeUsers);
        Assert.Empty(policy.Users.ExcludeGroups);
        Assert.Empty(policy.Applications.Include);
        Assert.Empty(policy.ClientAppTypes);
    }

    [Fact]
    public void A_policy_that_only_limits_the_session_demands_nothing()
    {
        var policy = Read(Policy(grant: "null"));

        Assert.Null(policy.Grant);
        Assert.False(policy.HasUnknownParts);
    }

    public static TheoryData<string> Broken =>
    [
        "7",
        "null",
        "\"policy\"",
        "[]",
        "{}",
        """{ "id": "d1", "state": "enabled" }""",
        Policy(conditions: "null"),
        Policy(conditions: "[]"),
        Policy(conditions: $$"""{ {{Users}} }"""),
        Policy(conditions: $$"""{ {{Apps}} }"""),
        Policy(conditions: $$"""{ "users": null, {{Apps}} }"""),
        Policy(conditions: $$"""{ {{Users}}, "applications": [] }"""),
        Policy(conditions: $$"""{ "users": { "includeUsers": "All" }, {{Apps}} }"""),
        Policy(conditions: $$"""{ "users": { "includeUsers": ["All", 7] }, {{Apps}} }"""),
        Policy(conditions: $$"""{ {{Users}}, "applications": { "includeApplications": { } } }"""),
        Policy(conditions: $$"""{ {{Users}}, {{Apps}}, "clientAppTypes": [null] }"""),
        Policy(grant: "\"block\""),
        Policy(grant: """{ "operator": 7, "builtInControls": ["mfa"] }"""),
        Policy(grant: """{ "operator": "OR", "builtInControls": "block" }"""),
        Policy(grant: """{ "operator": "OR", "builtInControls": ["mfa"], "authenticationStrength": "mfa" }"""),
        Policy(grant: """{ "operator": "OR", "builtInControls": ["mfa"], "authenticationStrength": { "requirementsSatisfied": [] } }"""),
        $$"""{ "id": "d1", "displayName": "No controls at all", "state": "enabled", "conditions": { {{Users}}, {{Apps}} } }""",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_policy_that_cannot_be_understood_may_apply_and_spoils_no_other(string broken)
    {
        var policies = ConditionalAccessJson.Policies(Json($$"""{ "value": [{{broken}}, {{Full}}] }"""));
        var verdict = ConditionalAccessEvaluator.Evaluate(policies, SignIn);

        Assert.Equal(2, policies.Count);
        Assert.True(policies[0].HasUnknownParts);
        Assert.Equal(PolicyMatch.Perhaps(Doubts.UnknownValue), verdict.Policies[0].Match);
        Assert.True(verdict.MayBeBlocked);
        Assert.False(policies[1].HasUnknownParts);
    }

    [Fact]
    public void A_tenant_without_policies_has_none()
    {
        Assert.Empty(ConditionalAccessJson.Policies(Json("""{ "@odata.context": "x", "value": [] }""")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{ "value": null }""")]
    [InlineData("""{ "value": { } }""")]
    public void An_answer_that_is_no_list_is_not_taken_for_a_tenant_without_policies(string answer)
    {
        Assert.Throws<DirectoryException>(() => ConditionalAccessJson.Policies(Json(answer)));
        Assert.Throws<DirectoryException>(() => ConditionalAccessJson.WhatIf(Json(answer)));
    }

    [Fact]
    public void The_what_if_answer_is_read_and_entries_that_say_nothing_are_left_out()
    {
        var answers = ConditionalAccessJson.WhatIf(Json(
            """
            {
              "value": [
                { "id": "d1", "displayName": "One", "state": "enabled", "policyApplies": true, "analysisReasons": "notSet" },
                { "id": "d2", "policyApplies": false, "analysisReasons": "users" },
                { "id": "d3", "policyApplies": null },
                { "id": "d4" },
                { "id": 5, "policyApplies": true },
                { "policyApplies": true },
                7
              ]
            }
            """));

        Assert.Equal([new("d1", true), new("d2", false)], answers);
    }

    private const string Users = "\"users\": { \"includeUsers\": [\"All\"] }";
    private const string Apps = "\"applications\": { \"includeApplications\": [\"All\"] }";

    private static readonly PlannedSignIn SignIn = new()
    {
        UserId = "a0000000-0000-4000-8000-000000000001",
        GroupIds = Reading.Of<IReadOnlyList<string>>([]),
        RoleTemplateIds = Reading.Of<IReadOnlyList<string>>([]),
        AppIds = ["c0000000-0000-4000-8000-000000000001"],
        Client = ClientType.Browser,
    };

    private static string Policy(
        string state = "\"enabled\"",
        string conditions = $$"""{ {{Users}}, {{Apps}} }""",
        string grant = """{ "operator": "OR", "builtInControls": ["mfa"] }""") =>
        $$"""{ "id": "d1", "displayName": "A policy", "state": {{state}}, "conditions": {{conditions}}, "grantControls": {{grant}} }""";

    private static ConditionalAccessPolicy Read(string policy) => Assert.Single(ConditionalAccessJson.Policies(Json($$"""{ "value": [{{policy}}] }""")));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
