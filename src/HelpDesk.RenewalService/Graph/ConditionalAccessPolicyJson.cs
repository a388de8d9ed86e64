using System.Text.Json;
using HelpDesk.Renewals.ConditionalAccess;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Reads one policy and remembers whether all of it was understood.</summary>
internal sealed class ConditionalAccessPolicyJson
{
    private static readonly (string Name, PolicyConditions Condition)[] Undecidable =
    [
        ("locations", PolicyConditions.Locations),
        ("platforms", PolicyConditions.Platforms),
        ("devices", PolicyConditions.Devices),
        ("signInRiskLevels", PolicyConditions.SignInRisk),
        ("userRiskLevels", PolicyConditions.UserRisk),
        ("insiderRiskLevels", PolicyConditions.InsiderRisk),
        ("authenticationFlows", PolicyConditions.AuthenticationFlows),
    ];

    private bool _hasUnknownParts;

    public ConditionalAccessPolicy Read(JsonElement policy)
    {
        var id = Text(policy, "id");
        var conditions = Section(policy, "conditions");
        var read = new ConditionalAccessPolicy
        {
            Id = id ?? string.Empty,
            DisplayName = Text(policy, "displayName") ?? id ?? string.Empty,
            State = State(Text(policy, "state")),
            Users = Users(Section(conditions, "users")),
            Applications = Applications(Section(conditions, "applications")),
            ClientAppTypes = Texts(conditions, "clientAppTypes"),
            Conditions = Undecidable
                .Where(u => IsSet(conditions.Member(u.Name)) && !IsEverything(conditions.Member(u.Name)))
                .Aggregate(PolicyConditions.None, (set, u) => set | u.Condition),
            Grant = Grant(policy.Member("grantControls")),
        };
        return read with { HasUnknownParts = _hasUnknownParts };
    }

    private static PolicyState State(string? state) => state switch
    {
        "enabled" => PolicyState.Enabled,
        "enabledForReportingButNotEnforced" => PolicyState.ReportOnly,
        "disabled" => PolicyState.Disabled,
        _ => PolicyState.Unknown,
    };

    private PolicyUsers Users(JsonElement users) => new()
    {
        IncludeUsers = Texts(users, "includeUsers"),
        ExcludeUsers = Texts(users, "excludeUsers"),
        IncludeGroups = Texts(users, "includeGroups"),
        ExcludeGroups = Texts(users, "excludeGroups"),
        IncludeRoles = Texts(users, "includeRoles"),
        ExcludeRoles = Texts(users, "excludeRoles"),
        IncludesSomeGuests = IsSet(users.Member("includeGuestsOrExternalUsers")),
        ExcludesSomeGuests = IsSet(users.Member("excludeGuestsOrExternalUsers")),
    };

    private PolicyApplications Applications(JsonElement applications) => new()
    {
        Include = Texts(applications, "includeApplications"),
        Exclude = Texts(applications, "excludeApplications"),
        UserActions = Texts(applications, "includeUserActions"),
        AuthenticationContexts = Texts(applications, "includeAuthenticationContextClassReferences"),
        HasFilter = IsSet(applications.Member("applicationFilter")),
    };

    /// <summary>Null is a policy that only limits the session. Left out, it may hold anything.</summary>
    private GrantControls? Grant(JsonElement grant)
    {
        if (grant.ValueKind is not JsonValueKind.Object)
        {
            _hasUnknownParts |= grant.ValueKind is not JsonValueKind.Null;
            return null;
        }

        return new()
        {
            Operator = Text(grant, "operator") switch
            {
                "AND" => GrantOperator.And,
                "OR" => GrantOperator.Or,
                _ => GrantOperator.Unknown,
            },
            BuiltIn = Texts(grant, "builtInControls"),
            CustomFactors = Texts(grant, "customAuthenticationFactors"),
            TermsOfUse = Texts(grant, "termsOfUse"),
            Strength = Strength(grant.Member("authenticationStrength")),
        };
    }

    private AuthenticationStrength? Strength(JsonElement strength)
    {
        if (strength.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        _hasUnknownParts |= strength.ValueKind is not JsonValueKind.Object;
        return new(Text(strength, "displayName"), Text(strength, "requirementsSatisfied"));
    }

    /// <summary>A part without which nothing can be said.</summary>
    private JsonElement Section(JsonElement parent, string name)
    {
        var section = parent.Member(name);
        _hasUnknownParts |= section.ValueKind is not JsonValueKind.Object;
        return section;
    }

    private string? Text(JsonElement parent, string name)
    {
        var text = parent.Member(name);
        _hasUnknownParts |= text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined);
        return text.ValueKind is JsonValueKind.String ? text.GetString() : null;
    }

    private List<string> Texts(JsonElement parent, string name)
    {
        var list = parent.Member(name);
        if (list.ValueKind is not JsonValueKind.Array)
        {
            _hasUnknownParts |= list.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
            return [];
        }

        var texts = list.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.String).Select(e => e.GetString()!).ToList();
        _hasUnknownParts |= texts.Count != list.GetArrayLength();
        return texts;
    }

    /// <summary>Locations or platforms that include all and exclude none limit nothing.</summary>
    private static bool IsEverything(JsonElement condition) => condition.ValueKind is JsonValueKind.Object
        && condition.EnumerateObject().Where(m => IsSet(m.Value)).ToList() is [{ Name: "includeLocations" or "includePlatforms" } only]
        && only.Value.ValueKind is JsonValueKind.Array
        && only.Value.EnumerateArray().Any(v => v.ValueKind is JsonValueKind.String && string.Equals(v.GetString(), "all", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether anything is in it: an object of empty lists sets no condition.</summary>
    private static bool IsSet(JsonElement condition) => condition.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => false,
        JsonValueKind.Array => condition.GetArrayLength() > 0,
        JsonValueKind.Object => condition.EnumerateObject().Any(m => !m.Name.Contains('@', StringComparison.Ordinal) && IsSet(m.Value)),
        _ => true,
    };
}
