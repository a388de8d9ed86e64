using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>How Graph shows a Conditional Access policy.</summary>
internal static class ConditionalAccessJson
{
    public static JsonObject Of(ConditionalAccessPolicy policy) => new()
    {
        ["id"] = policy.Id.ToString(),
        ["templateId"] = null,
        ["displayName"] = policy.DisplayName,
        ["createdDateTime"] = "2026-01-15T08:00:00Z",
        ["modifiedDateTime"] = null,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(policy.State.ToString()),
        ["sessionControls"] = null,
        ["conditions"] = Conditions(policy),
        ["grantControls"] = GrantControls(policy),
    };

    private static JsonObject Conditions(ConditionalAccessPolicy policy) => new()
    {
        ["userRiskLevels"] = GraphJson.Strings(policy.UserRiskLevels),
        ["signInRiskLevels"] = GraphJson.Strings(policy.SignInRiskLevels),
        ["servicePrincipalRiskLevels"] = new JsonArray(),
        ["clientAppTypes"] = GraphJson.Strings(policy.ClientAppTypes),
        ["platforms"] = Pair("Platforms", policy.IncludePlatforms, policy.ExcludePlatforms),
        ["locations"] = Pair("Locations", policy.IncludeLocations, policy.ExcludeLocations),
        ["devices"] = Devices(policy.Devices),
        ["clientApplications"] = null,
        ["applications"] = new JsonObject
        {
            ["includeApplications"] = GraphJson.Strings(policy.IncludeApplications),
            ["excludeApplications"] = GraphJson.Strings(policy.ExcludeApplications),
            ["includeUserActions"] = new JsonArray(),
            ["includeAuthenticationContextClassReferences"] = new JsonArray(),
            ["applicationFilter"] = null,
        },
        ["users"] = new JsonObject
        {
            ["includeUsers"] = GraphJson.Strings(policy.IncludeUsers),
            ["excludeUsers"] = GraphJson.Strings(policy.ExcludeUsers),
            ["includeGroups"] = GraphJson.Strings(policy.IncludeGroups),
            ["excludeGroups"] = GraphJson.Strings(policy.ExcludeGroups),
            ["includeRoles"] = GraphJson.Strings(policy.IncludeRoles),
            ["excludeRoles"] = GraphJson.Strings(policy.ExcludeRoles),
            ["includeGuestsOrExternalUsers"] = Guests(policy.IncludeGuests),
            ["excludeGuestsOrExternalUsers"] = Guests(policy.ExcludeGuests),
        },
    };

    private static JsonObject? Pair(string name, IReadOnlyList<string> included, IReadOnlyList<string> excluded) => included.Count + excluded.Count == 0 ? null : new()
    {
        [$"include{name}"] = GraphJson.Strings(included),
        [$"exclude{name}"] = GraphJson.Strings(excluded),
    };

    private static JsonObject? Devices(DeviceFilter? filter) => filter is null ? null : new()
    {
        ["deviceFilter"] = new JsonObject { ["mode"] = filter.Mode, ["rule"] = filter.Rule },
    };

    private static JsonObject? Guests(IReadOnlyList<string> kinds) => kinds.Count == 0 ? null : new()
    {
        ["guestOrExternalUserTypes"] = string.Join(',', kinds),
        ["externalTenants"] = new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.conditionalAccessAllExternalTenants",
            ["membershipKind"] = "all",
        },
    };

    private static JsonObject? GrantControls(ConditionalAccessPolicy policy)
    {
        if (policy is { Controls: [], CustomAuthenticationFactors: [], TermsOfUse: [], AuthenticationStrength: null })
        {
            return null;
        }

        return new JsonObject
        {
            ["operator"] = policy.Operator == GrantOperator.And ? "AND" : "OR",
            ["builtInControls"] = GraphJson.Strings(policy.Controls),
            ["customAuthenticationFactors"] = GraphJson.Strings(policy.CustomAuthenticationFactors),
            ["termsOfUse"] = GraphJson.Strings(policy.TermsOfUse),
            ["authenticationStrength"] = Strength(policy.AuthenticationStrength),
        };
    }

    private static JsonObject? Strength(AuthenticationStrength? strength) => strength is null ? null : new()
    {
        ["id"] = strength.Id.ToString(),
        ["displayName"] = strength.DisplayName,
        ["requirementsSatisfied"] = strength.RequirementsSatisfied,
        ["allowedCombinations"] = GraphJson.Strings(strength.AllowedCombinations),
    };
}
