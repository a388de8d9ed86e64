using HelpDesk.Renewals.Checks;

namespace HelpDesk.Renewals.ConditionalAccess;

/// <summary>Whether a policy's assignments and conditions match a sign-in, whatever the policy's state.</summary>
internal static class PolicyMatching
{
    private static readonly (PolicyConditions Conditions, Doubts Doubt)[] Undecidable =
    [
        (PolicyConditions.Locations, Doubts.Location),
        (PolicyConditions.Platforms, Doubts.Platform),
        (PolicyConditions.Devices, Doubts.Device),
        (PolicyConditions.SignInRisk | PolicyConditions.UserRisk | PolicyConditions.InsiderRisk, Doubts.Risk),
        (PolicyConditions.AuthenticationFlows, Doubts.AuthenticationFlow),
    ];

    public static PolicyMatch Of(ConditionalAccessPolicy policy, PlannedSignIn signIn) => policy.HasUnknownParts
        ? PolicyMatch.Perhaps(Doubts.UnknownValue)
        : PolicyMatch.All(
            Users(policy.Users, signIn),
            PolicyMatch.Any(signIn.AppIds.Select(app => App(policy.Applications, app))),
            Client(policy.ClientAppTypes, signIn.Client),
            Conditions(policy.Conditions));

    private static PolicyMatch Users(PolicyUsers users, PlannedSignIn signIn) => PolicyMatch.All(
        PolicyMatch.Any(
            In(users.IncludeUsers, value => User(value, signIn)),
            Held(users.IncludeGroups, signIn.GroupIds, Doubts.GroupsUnreadable),
            Held(users.IncludeRoles, signIn.RoleTemplateIds, Doubts.RolesUnreadable),
            SomeGuests(users.IncludesSomeGuests, signIn)),
        PolicyMatch.Not(PolicyMatch.Any(
            In(users.ExcludeUsers, value => User(value, signIn)),
            Held(users.ExcludeGroups, signIn.GroupIds, Doubts.GroupsUnreadable),
            Held(users.ExcludeRoles, signIn.RoleTemplateIds, Doubts.RolesUnreadable),
            SomeGuests(users.ExcludesSomeGuests, signIn))));

    private static PolicyMatch User(string value, PlannedSignIn signIn) => value.ToUpperInvariant() switch
    {
        "ALL" => PolicyMatch.Yes,
        "NONE" => PolicyMatch.No,
        "GUESTSOREXTERNALUSERS" => signIn.IsGuest is { } isGuest ? PolicyMatch.When(isGuest) : PolicyMatch.Perhaps(Doubts.GuestKind),
        _ => Id(value, signIn.UserId),
    };

    private static PolicyMatch SomeGuests(bool named, PlannedSignIn signIn) =>
        named && signIn.IsGuest is not false ? PolicyMatch.Perhaps(Doubts.GuestKind) : PolicyMatch.No;

    private static PolicyMatch Held(IReadOnlyList<string> ids, Reading<IReadOnlyList<string>> held, Doubts unreadable)
    {
        if (ids.Count == 0)
        {
            return PolicyMatch.No;
        }

        return held.IsRead
            ? In(ids, id => held.Value.Contains(id, StringComparer.OrdinalIgnoreCase) ? PolicyMatch.Yes : Other(id))
            : PolicyMatch.Perhaps(unreadable);
    }

    private static PolicyMatch App(PolicyApplications applications, string appId)
    {
        var included = In(applications.Include, value => AppValue(value, appId));
        if (applications.HasFilter)
        {
            // The filter may bring the app in or take it out.
            included = PolicyMatch.Perhaps(Doubts.ApplicationFilter);
        }

        return PolicyMatch.All(included, PolicyMatch.Not(In(applications.Exclude, value => AppValue(value, appId))));
    }

    private static PolicyMatch AppValue(string value, string appId) => value.ToUpperInvariant() switch
    {
        "ALL" => PolicyMatch.Yes,
        "NONE" => PolicyMatch.No,
        "OFFICE365" => PolicyMatch.When(AppGroups.IsOffice365(appId)),
        "MICROSOFTADMINPORTALS" => PolicyMatch.When(AppGroups.IsAdminPortal(appId)),
        _ when AppGroups.IsMicrosoftGraph(value) && AppGroups.IsMicrosoftGraph(appId) => PolicyMatch.Perhaps(Doubts.UnknownValue),
        _ => Id(value, appId),
    };

    private static PolicyMatch Client(IReadOnlyList<string> types, ClientType client) =>
        types.Count == 0 ? PolicyMatch.Yes : In(types, value => ClientValue(value, client));

    private static PolicyMatch ClientValue(string value, ClientType client) => value.ToUpperInvariant() switch
    {
        "ALL" => PolicyMatch.Yes,
        "BROWSER" => PolicyMatch.When(client is ClientType.Browser),
        "MOBILEAPPSANDDESKTOPCLIENTS" => PolicyMatch.When(client is ClientType.MobileAppsAndDesktopClients),
        "EXCHANGEACTIVESYNC" => PolicyMatch.When(client is ClientType.ExchangeActiveSync),
        "EASSUPPORTED" => client is ClientType.ExchangeActiveSync ? PolicyMatch.Perhaps(Doubts.UnknownValue) : PolicyMatch.No,
        "OTHER" => PolicyMatch.When(client is ClientType.Other),
        _ => PolicyMatch.Perhaps(Doubts.UnknownValue),
    };

    private static PolicyMatch Conditions(PolicyConditions set) => PolicyMatch.Unless(
        Undecidable.Where(u => (set & u.Conditions) != 0).Aggregate(Doubts.None, (doubts, u) => doubts | u.Doubt));

    private static PolicyMatch In(IReadOnlyList<string> values, Func<string, PolicyMatch> match) => PolicyMatch.Any(values.Select(match));

    private static PolicyMatch Id(string value, string id) => value.Equals(id, StringComparison.OrdinalIgnoreCase) ? PolicyMatch.Yes : Other(value);

    /// <summary>An ID is somebody else's. A word may mean anybody.</summary>
    private static PolicyMatch Other(string value) => Guid.TryParse(value, out _) ? PolicyMatch.No : PolicyMatch.Perhaps(Doubts.UnknownValue);
}
