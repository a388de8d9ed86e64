using System.Text.RegularExpressions;

namespace HelpDesk.Sandbox.World;

/// <summary>Why a policy does not apply to a sign-in, in the order in which it is found out.</summary>
public enum NotApplied
{
    /// <summary>It does apply.</summary>
    NotSet,
    PolicyNotEnabled,
    Users,
    Application,
    ClientApps,
    Location,
    DevicePlatform,
    Devices,
    SignInRisk,
    UserRisk,
}

/// <summary>
/// A sign-in as Conditional Access sees it: from a device that nobody manages, at no named location and, unless it is
/// said, on no known platform.
/// </summary>
public sealed partial record SignInAttempt
{
    public const string NoRisk = "none";

    private const string GuestKind = "b2bCollaborationGuest";

    public required Tenant Tenant { get; init; }

    public required Person Person { get; init; }

    /// <summary>The application that is signed in to.</summary>
    public required string Application { get; init; }

    public string ClientAppType { get; init; } = "browser";

    public string? Platform { get; init; }

    public string SignInRisk { get; init; } = NoRisk;

    public string UserRisk { get; init; } = NoRisk;

    /// <summary>The first condition that does not match. Report-only policies are compared as enabled ones are.</summary>
    public NotApplied Against(ConditionalAccessPolicy policy) => policy switch
    {
        { State: PolicyState.Disabled } => NotApplied.PolicyNotEnabled,
        _ when !MatchesPerson(policy) => NotApplied.Users,
        _ when !MatchesApplication(policy) => NotApplied.Application,
        _ when !MatchesAny(policy.ClientAppTypes, "all", ClientAppType) => NotApplied.ClientApps,
        _ when !MatchesLocation(policy) => NotApplied.Location,
        _ when !MatchesPlatform(policy) => NotApplied.DevicePlatform,
        { Devices: { } filter } when !MatchesDevice(filter) => NotApplied.Devices,
        _ when !MatchesAny(policy.SignInRiskLevels, SignInRisk) => NotApplied.SignInRisk,
        _ when !MatchesAny(policy.UserRiskLevels, UserRisk) => NotApplied.UserRisk,
        _ => NotApplied.NotSet,
    };

    private bool MatchesPerson(ConditionalAccessPolicy policy) =>
        IsNamed(policy.IncludeUsers, policy.IncludeGroups, policy.IncludeRoles, policy.IncludeGuests)
        && !IsNamed(policy.ExcludeUsers, policy.ExcludeGroups, policy.ExcludeRoles, policy.ExcludeGuests);

    private bool IsNamed(IReadOnlyList<string> users, IReadOnlyList<string> groups, IReadOnlyList<string> roles, IReadOnlyList<string> guests) =>
        Has(users, "All", Person.Id.ToString())
        || (Person.IsGuest && (Has(users, "GuestsOrExternalUsers") || Has(guests, GuestKind)))
        || Has(groups, [.. Tenant.GroupsOf(Person).Select(g => g.Id.ToString())])
        || Has(roles, [.. Tenant.RolesOf(Person).Select(r => r.TemplateId.ToString())]);

    private bool MatchesApplication(ConditionalAccessPolicy policy) =>
        Has(policy.IncludeApplications, "All", Application) && !Has(policy.ExcludeApplications, "All", Application);

    private static bool MatchesLocation(ConditionalAccessPolicy policy) =>
        MatchesAny(policy.IncludeLocations, "All") && !Has(policy.ExcludeLocations, "All");

    private bool MatchesPlatform(ConditionalAccessPolicy policy) =>
        MatchesAny(policy.IncludePlatforms, "all", Platform ?? "all") && !Has(policy.ExcludePlatforms, "all", Platform ?? "all");

    /// <summary>A device without attributes matches only rules that say what a device is not.</summary>
    private static bool MatchesDevice(DeviceFilter filter) => (filter.Mode == "include") == Negation().IsMatch(filter.Rule);

    private static bool MatchesAny(IReadOnlyList<string> condition, params string[] values) => condition.Count == 0 || Has(condition, values);

    private static bool Has(IReadOnlyList<string> list, params string[] values) => list.Intersect(values, StringComparer.OrdinalIgnoreCase).Any();

    [GeneratedRegex(@"-n(e|ot\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();
}
