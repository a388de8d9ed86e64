using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.ConditionalAccess;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

/// <summary>Policies and sign-ins from a small stock of values, so that they meet often. The same seed gives the same ones.</summary>
internal sealed class RandomTenant(int seed)
{
    public static readonly string[] Groups = Many('b', 3);
    public static readonly string[] Roles = [Tenant.GlobalAdministrator, Tenant.GlobalReader];

    private static readonly string[] Users = Many('a', 3);
    private static readonly string[] Apps = [Tenant.OurApp, Tenant.OtherApp, Tenant.Graph, Tenant.SharePoint, Tenant.AdminCentre];
    private static readonly string[] UserWords = ["All", "All", "None", "GuestsOrExternalUsers", "somethingNew"];
    private static readonly string[] AppWords = ["All", "All", "None", "Office365", "MicrosoftAdminPortals", "somethingNew"];
    private static readonly string[] Clients = ["all", "browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "easSupported", "other", "somethingNew"];
    private static readonly string[] Controls = ["block", "mfa", "mfa", "compliantDevice", "approvedApplication", "passwordChange", "somethingNew"];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public bool Sometimes(int oneIn) => _random.Next(oneIn) == 0;

    public T[] Shuffled<T>(IEnumerable<T> values)
    {
        var shuffled = values.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }

    public ConditionalAccessPolicy[] Policies() => [.. Enumerable.Range(0, Next(6)).Select(i => Policy($"p{i}"))];

    public ConditionalAccessPolicy Policy(string id) => new()
    {
        Id = id,
        DisplayName = id,
        State = Sometimes(4) ? (PolicyState)Next(4) : PolicyState.Enabled,
        Users = new()
        {
            IncludeUsers = Some([.. Users, .. UserWords], 2),
            ExcludeUsers = Some([.. Users, "GuestsOrExternalUsers", "somethingNew"], 1),
            IncludeGroups = Some(Groups, 1),
            ExcludeGroups = Some(Groups, 1),
            IncludeRoles = Some(Roles, 1),
            ExcludeRoles = Some(Roles, 1),
            IncludesSomeGuests = Sometimes(8),
            ExcludesSomeGuests = Sometimes(8),
        },
        Applications = new() { Include = Some([.. Apps, .. AppWords], 2), Exclude = Some([.. Apps, .. AppWords], 1), HasFilter = Sometimes(8) },
        ClientAppTypes = Some(Clients, 2),
        Conditions = Sometimes(4) ? (PolicyConditions)Next(128) : PolicyConditions.None,
        Grant = Sometimes(8) ? null : Grant(),
        HasUnknownParts = Sometimes(20),
    };

    public PlannedSignIn SignIn() => new()
    {
        UserId = One(Users),
        GroupIds = Reading.Of<IReadOnlyList<string>>(Some(Groups, 2)),
        RoleTemplateIds = Reading.Of<IReadOnlyList<string>>(Some(Roles, 1)),
        IsGuest = Sometimes(4),
        AppIds = [One(Apps), .. Some(Apps, 1)],
        Client = (ClientType)Next(4),
    };

    private GrantControls Grant() => new()
    {
        Operator = (GrantOperator)Next(3),
        BuiltIn = Some(Controls, 2),
        CustomFactors = Sometimes(8) ? ["custom"] : [],
        TermsOfUse = Sometimes(8) ? ["terms"] : [],
        Strength = Sometimes(6) ? new("strength", One("mfa", "none", "somethingNew")) : null,
    };

    private T One<T>(params T[] values) => values[Next(values.Length)];

    private string[] Some(string[] values, int most) => [.. Shuffled(values).Take(Next(most + 1))];

    private static string[] Many(char first, int count) => [.. Enumerable.Range(1, count).Select(i => $"{first}0000000-0000-4000-8000-00000000000{i}")];
}
