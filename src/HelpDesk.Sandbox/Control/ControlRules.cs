using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Control;

/// <summary>What words and IDs the input may name. A misspelt one would test nothing, so it is refused.</summary>
internal static class ControlRules
{
    private static readonly string[] RestrictionTypes =
    [
        "passwordAddition", "passwordLifetime", "customPasswordAddition", "symmetricKeyAddition", "symmetricKeyLifetime", "asymmetricKeyLifetime",
        "trustedCertificateAuthority",
    ];

    private static readonly string[] ClientAppTypes = ["all", "browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "easSupported", "other"];
    private static readonly string[] Platforms = ["all", "android", "iOS", "windows", "windowsPhone", "macOS", "linux"];
    private static readonly string[] RiskLevels = ["low", "medium", "high", "none"];

    private static readonly string[] Controls =
        ["block", "mfa", "compliantDevice", "domainJoinedDevice", "approvedApplication", "compliantApplication", "passwordChange"];

    private static readonly string[] GuestKinds =
        ["internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember", "b2bDirectConnectUser", "otherExternalUser", "serviceProvider"];

    public static IReadOnlyList<DirectoryRole> Roles(IReadOnlyList<string> names) => [.. names.Select(Role)];

    public static IReadOnlyList<ScopedRole> Roles(IReadOnlyList<ScopedRoleInput> roles) =>
        [.. ControlJson.Entries(roles, "scoped roles").Select(r => new ScopedRole(Role(r.Role), Scope(r.Scope)))];

    public static IReadOnlyList<CredentialRestriction> Restrictions(IReadOnlyList<RestrictionInput> inputs) =>
        [.. ControlJson.Entries(inputs, "restrictions").Select(ToRestriction)];

    public static IReadOnlyList<Group> Groups(Tenant tenant, IReadOnlyList<GroupInput> inputs)
    {
        List<Group> groups = [.. ControlJson.Entries(inputs, "groups").Select(g => ToGroup(tenant, g))];
        var ids = groups.Select(g => g.Id).ToList();
        if (ids.Distinct().Count() < ids.Count)
        {
            throw new ControlInputException("Two groups have the same 'id'.");
        }

        if (groups.SelectMany(g => g.Groups).Except(ids).Select(i => (Guid?)i).FirstOrDefault() is { } unknown)
        {
            throw new ControlInputException($"There is no group '{unknown}' in the list.");
        }

        return groups.Find(g => g.IsRoleAssignable && g.Groups.Count > 0) is { } wrong
            ? throw new ControlInputException($"The group '{wrong.Name}' holds a role: such a group cannot have groups in it.")
            : groups;
    }

    public static IReadOnlyList<string> Withheld(IEnumerable<string> consented, IReadOnlyList<string> names)
    {
        Known("withheldPermissions", [.. consented.Distinct().Order()], names);
        return names;
    }

    public static IReadOnlyList<ConditionalAccessPolicy> Policies(IReadOnlyList<ConditionalAccessPolicy> policies)
    {
        foreach (var policy in ControlJson.Entries(policies, "conditionalAccess"))
        {
            Known("clientAppTypes", ClientAppTypes, policy.ClientAppTypes);
            Known("platforms", Platforms, policy.IncludePlatforms, policy.ExcludePlatforms);
            Known("risk levels", RiskLevels, policy.SignInRiskLevels, policy.UserRiskLevels);
            Known("controls", Controls, policy.Controls);
            Known("kinds of guests", GuestKinds, policy.IncludeGuests, policy.ExcludeGuests);
            Ids("users", ["All", "None", "GuestsOrExternalUsers"], policy.IncludeUsers, policy.ExcludeUsers);
            Ids("groups", [], policy.IncludeGroups, policy.ExcludeGroups);
            Ids("roles", [], policy.IncludeRoles, policy.ExcludeRoles);
            Ids("applications", ["All", "None", "Office365", "MicrosoftAdminPortals"], policy.IncludeApplications, policy.ExcludeApplications);
            Ids("locations", ["All", "AllTrusted"], policy.IncludeLocations, policy.ExcludeLocations);
            Known("devices.mode", ["include", "exclude"], policy.Devices is { } filter ? [filter.Mode] : []);
            Known("requirementsSatisfied", ["mfa", "none"], policy.AuthenticationStrength is { } strength ? [strength.RequirementsSatisfied] : []);
        }

        return policies;
    }

    private static Group ToGroup(Tenant tenant, GroupInput input) => new()
    {
        Id = input.Id ?? Guid.NewGuid(),
        Name = input.Name,
        Members = [.. input.Members.Select(m => Member(tenant, m))],
        Groups = input.Groups,
        ActiveRoles = Roles(input.ActiveRoles),
        EligibleRoles = Roles(input.EligibleRoles),
    };

    private static Guid Member(Tenant tenant, string name) => tenant.People
        .FirstOrDefault(p => p.UserPrincipalName.Equals(name, StringComparison.OrdinalIgnoreCase) || p.Id.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))?.Id
        ?? throw new ControlInputException($"There is nobody called '{name}' in {tenant.Name}.");

    private static DirectoryRole Role(string name) =>
        DirectoryRole.All.FirstOrDefault(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ControlInputException($"There is no role '{name}'. Known are {string.Join(", ", DirectoryRole.All.Select(r => r.Name))}.");

    private static string Scope(string scope)
    {
        var parts = scope.Split('/');
        return parts is ["", _] or ["", "administrativeUnits", _] && Guid.TryParse(parts[^1], out _)
            ? scope
            : throw new ControlInputException($"'{scope}' is no scope: it must be /administrativeUnits/{{id}} or /{{object ID}}.");
    }

    private static CredentialRestriction ToRestriction(RestrictionInput input)
    {
        Known("restrictionType", RestrictionTypes, [input.RestrictionType]);
        return new CredentialRestriction
        {
            RestrictionType = input.RestrictionType,
            MaxLifetime = input.MaxLifetime is { } longest ? ControlJson.Duration(longest, "maxLifetime") : null,
            ForAppsCreatedAfter = input.RestrictForAppsCreatedAfterDateTime,
        };
    }

    private static void Ids(string name, string[] words, params IReadOnlyList<string>[] lists)
    {
        foreach (var value in lists.SelectMany(l => l).Where(v => !words.Contains(v) && !Guid.TryParse(v, out _)))
        {
            throw new ControlInputException($"'{value}' among the {name} is no ID{string.Concat(words.Select(w => $" and not '{w}'"))}.");
        }
    }

    private static void Known(string name, IReadOnlyList<string> known, params IReadOnlyList<string>[] lists)
    {
        foreach (var value in lists.SelectMany(l => l).Where(v => !known.Contains(v)))
        {
            throw new ControlInputException($"'{value}' is not known among {name}. Known are {string.Join(", ", known)}.");
        }
    }
}
