using HelpDesk.Renewals.ConditionalAccess;
using static HelpDesk.Renewals.ConditionalAccess.Doubts;
using static HelpDesk.Renewals.Tests.ConditionalAccess.MatchCase;
using static HelpDesk.Renewals.Tests.ConditionalAccess.Tenant;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

/// <summary>The matching rules of Conditional Access, one named case for each and for their combinations.</summary>
public sealed class PolicyMatchTests
{
    private static readonly Dictionary<string, MatchCase> Users = new()
    {
        ["All covers everybody"] = Applies,
        ["All covers a guest"] = Applies.Guest(),
        ["None covers nobody"] = DoesNotApply.Users(new() { IncludeUsers = ["None"] }),
        ["nobody named covers nobody"] = DoesNotApply.Users(new()),
        ["the user is named"] = Applies.Users(new() { IncludeUsers = [Ada] }),
        ["an ID is the same in capitals"] = Applies.Users(new() { IncludeUsers = [Ada.ToUpperInvariant()] }),
        ["another user is named"] = DoesNotApply.Users(new() { IncludeUsers = [Bruno] }),
        ["one of several users is enough"] = Applies.Users(new() { IncludeUsers = [Bruno, Ada] }),
        ["a group of the user is named"] = Applies.Users(new() { IncludeGroups = [BreakGlass, Admins] }),
        ["another group is named"] = DoesNotApply.Users(new() { IncludeGroups = [BreakGlass] }),
        ["a role of the user is named"] = Applies.Users(new() { IncludeRoles = [GlobalReader, GlobalAdministrator] }),
        ["another role is named"] = DoesNotApply.Users(new() { IncludeRoles = [GlobalReader] }),
        ["a user or a group is enough"] = Applies.Users(new() { IncludeUsers = [Bruno], IncludeGroups = [Admins] }),
        ["a group or a role is enough"] = Applies.Users(new() { IncludeGroups = [BreakGlass], IncludeRoles = [GlobalAdministrator] }),
        ["guests are named and the user is one"] = Applies.Users(new() { IncludeUsers = ["GuestsOrExternalUsers"] }).Guest(),
        ["guests are named and the user is none"] = DoesNotApply.Users(new() { IncludeUsers = ["GuestsOrExternalUsers"] }),
        ["some kinds of guests are named and the user is one"] = MayApply(GuestKind).Users(new() { IncludesSomeGuests = true }).Guest(),
        ["some kinds of guests are named and the user is none"] = DoesNotApply.Users(new() { IncludesSomeGuests = true }),
        ["a word that nobody knows may mean anybody"] = MayApply(UnknownValue).Users(new() { IncludeUsers = ["AllAgentIdUsers"] }),
        ["a word that nobody knows beside the user"] = Applies.Users(new() { IncludeUsers = ["AllAgentIdUsers", Ada] }),

        ["the user is excluded"] = DoesNotApply.Users(new() { IncludeUsers = ["All"], ExcludeUsers = [Ada] }),
        ["another user is excluded"] = Applies.Users(new() { IncludeUsers = ["All"], ExcludeUsers = [Bruno] }),
        ["the user is included and excluded"] = DoesNotApply.Users(new() { IncludeUsers = [Ada], ExcludeUsers = [Ada] }),
        ["the user is included and a group excluded"] = DoesNotApply.Users(new() { IncludeUsers = [Ada], ExcludeGroups = [Admins] }),
        ["the group is included and the user excluded"] = DoesNotApply.Users(new() { IncludeGroups = [Admins], ExcludeUsers = [Ada] }),
        ["the user is included and the role excluded"] = DoesNotApply.Users(new() { IncludeUsers = [Ada], ExcludeRoles = [GlobalAdministrator] }),
        ["guests are excluded and the user is one"] = DoesNotApply.Users(new() { IncludeUsers = ["All"], ExcludeUsers = ["GuestsOrExternalUsers"] }).Guest(),
        ["guests are excluded and the user is none"] = Applies.Users(new() { IncludeUsers = ["All"], ExcludeUsers = ["GuestsOrExternalUsers"] }),
        ["some kinds of guests are excluded"] = MayApply(GuestKind).Users(new() { IncludeUsers = ["All"], ExcludesSomeGuests = true }).Guest(),
        ["some kinds of guests are excluded and the user is none"] = Applies.Users(new() { IncludeUsers = ["All"], ExcludesSomeGuests = true }),
        ["a word that nobody knows is excluded"] = MayApply(UnknownValue).Users(new() { IncludeUsers = ["All"], ExcludeUsers = ["AllAgentIdUsers"] }),
        ["a word that nobody knows and the user are excluded"] = DoesNotApply.Users(new() { IncludeUsers = ["All"], ExcludeUsers = ["AllAgentIdUsers", Ada] }),
    };

    private static readonly Dictionary<string, MatchCase> Unread = new()
    {
        ["groups do not matter to All"] = Applies.UnreadableGroups().UnreadableRoles(),
        ["a group is included"] = MayApply(GroupsUnreadable).Users(new() { IncludeGroups = [Admins] }).UnreadableGroups(),
        ["a role is included"] = MayApply(RolesUnreadable).Users(new() { IncludeRoles = [GlobalReader] }).UnreadableRoles(),
        ["the user and a group are included"] = Applies.Users(new() { IncludeUsers = [Ada], IncludeGroups = [Admins] }).UnreadableGroups(),
        ["a readable role and a group are included"] = Applies.Users(new() { IncludeRoles = [GlobalAdministrator], IncludeGroups = [Admins] }).UnreadableGroups(),
        ["a group is excluded"] = MayApply(GroupsUnreadable).Users(new() { IncludeUsers = ["All"], ExcludeGroups = [BreakGlass] }).UnreadableGroups(),
        ["a role is excluded"] = MayApply(RolesUnreadable).Users(new() { IncludeUsers = [Ada], ExcludeRoles = [GlobalReader] }).UnreadableRoles(),
        ["an excluded user stays excluded"] = DoesNotApply.Users(new() { IncludeGroups = [Admins], ExcludeUsers = [Ada], ExcludeGroups = [BreakGlass] }).UnreadableGroups(),
        ["a user who is not covered stays so"] = DoesNotApply.Users(new() { IncludeUsers = [Bruno], ExcludeGroups = [BreakGlass] }).UnreadableGroups(),
        ["groups and roles are both unreadable"] =
            MayApply(GroupsUnreadable | RolesUnreadable).Users(new() { IncludeGroups = [Admins], IncludeRoles = [GlobalReader] }).UnreadableGroups().UnreadableRoles(),
        ["another app does not need the groups"] =
            DoesNotApply.Users(new() { IncludeGroups = [Admins] }).Apps(new() { Include = [OtherApp] }).UnreadableGroups(),
    };

    private static readonly Dictionary<string, MatchCase> Apps = new()
    {
        ["the app is named"] = Applies.Apps(new() { Include = [OtherApp, OurApp] }),
        ["another app is named"] = DoesNotApply.Apps(new() { Include = [OtherApp] }),
        ["None covers no app"] = DoesNotApply.Apps(new() { Include = ["None"] }),
        ["no app named covers no app"] = DoesNotApply.Apps(new()),
        ["the app is excluded"] = DoesNotApply.Apps(new() { Include = ["All"], Exclude = [OurApp] }),
        ["the app is included and excluded"] = DoesNotApply.Apps(new() { Include = [OurApp], Exclude = [OurApp] }),
        ["another app is excluded"] = Applies.Apps(new() { Include = ["All"], Exclude = [OtherApp] }),
        ["one of two apps is covered"] = Applies.Apps(new() { Include = [OtherApp] }).To(OurApp, OtherApp),
        ["one of two apps is excluded"] = Applies.Apps(new() { Include = ["All"], Exclude = [OurApp] }).To(OurApp, OtherApp),
        ["both apps are excluded"] = DoesNotApply.Apps(new() { Include = ["All"], Exclude = [OurApp, OtherApp] }).To(OurApp, OtherApp),
        ["one app is covered and only the other is not excluded"] = DoesNotApply.Apps(new() { Include = [OurApp], Exclude = [OurApp] }).To(OurApp, OtherApp),
        ["Office 365 is not our app"] = DoesNotApply.Apps(new() { Include = ["Office365"] }),
        ["Office 365 is not Microsoft Graph"] = DoesNotApply.Apps(new() { Include = ["Office365"] }).To(OurApp, Graph),
        ["Office 365 covers SharePoint"] = Applies.Apps(new() { Include = ["Office365"] }).To(SharePoint),
        ["Office 365 is excluded with SharePoint"] = DoesNotApply.Apps(new() { Include = ["All"], Exclude = ["Office365"] }).To(SharePoint),
        ["Office 365 is excluded and our app is not in it"] = Applies.Apps(new() { Include = ["All"], Exclude = ["Office365"] }),
        ["the admin portals are not our app"] = DoesNotApply.Apps(new() { Include = ["MicrosoftAdminPortals"] }),
        ["the admin portals cover the admin centre"] = Applies.Apps(new() { Include = ["MicrosoftAdminPortals"] }).To(AdminCentre),
        ["the admin portals do not cover SharePoint"] = DoesNotApply.Apps(new() { Include = ["MicrosoftAdminPortals"] }).To(SharePoint),
        ["All covers Microsoft Graph"] = Applies.To(Graph),
        ["Microsoft Graph cannot be a target"] = MayApply(UnknownValue).Apps(new() { Include = [Graph] }).To(Graph),
        ["Microsoft Graph cannot be an exclusion"] = MayApply(UnknownValue).Apps(new() { Include = ["All"], Exclude = [Graph] }).To(Graph),
        ["a group of apps that nobody knows"] = MayApply(UnknownValue).Apps(new() { Include = ["AllAgentIdResources"] }),
        ["a group of apps that nobody knows is excluded"] = MayApply(UnknownValue).Apps(new() { Include = ["All"], Exclude = ["AllAgentIdResources"] }),
        ["a filter may bring the app in"] = MayApply(ApplicationFilter).Apps(new() { HasFilter = true }),
        ["a filter may take the app out"] = MayApply(ApplicationFilter).Apps(new() { Include = ["All"], HasFilter = true }),
        ["a filter does not bring an excluded app back"] = DoesNotApply.Apps(new() { Include = ["All"], Exclude = [OurApp], HasFilter = true }),
        ["a user action is no sign-in to an app"] = DoesNotApply.Apps(new() { UserActions = ["urn:user:registersecurityinfo"] }),
        ["an authentication context is no sign-in to an app"] = DoesNotApply.Apps(new() { AuthenticationContexts = ["c1"] }),
    };

    private static readonly Dictionary<string, MatchCase> Clients = new()
    {
        ["no client named covers the browser"] = Applies.Clients(),
        ["no client named covers a legacy client"] = Applies.Clients().With(ClientType.Other),
        ["all covers Exchange ActiveSync"] = Applies.Clients("all").With(ClientType.ExchangeActiveSync),
        ["all covers a legacy client"] = Applies.Clients("all").With(ClientType.Other),
        ["browser covers the browser"] = Applies.Clients("browser"),
        ["browser covers no desktop client"] = DoesNotApply.Clients("browser").With(ClientType.MobileAppsAndDesktopClients),
        ["apps cover a desktop client"] = Applies.Clients("browser", "mobileAppsAndDesktopClients").With(ClientType.MobileAppsAndDesktopClients),
        ["modern clients do not cover a legacy one"] = DoesNotApply.Clients("browser", "mobileAppsAndDesktopClients").With(ClientType.Other),
        ["legacy covers no browser"] = DoesNotApply.Clients("exchangeActiveSync", "other"),
        ["legacy covers other clients"] = Applies.Clients("exchangeActiveSync", "other").With(ClientType.Other),
        ["legacy covers Exchange ActiveSync"] = Applies.Clients("exchangeActiveSync", "other").With(ClientType.ExchangeActiveSync),
        ["other does not cover Exchange ActiveSync"] = DoesNotApply.Clients("other").With(ClientType.ExchangeActiveSync),
        ["easSupported may cover Exchange ActiveSync"] = MayApply(UnknownValue).Clients("easSupported").With(ClientType.ExchangeActiveSync),
        ["easSupported covers nothing else"] = DoesNotApply.Clients("easSupported").With(ClientType.Other),
        ["a client that nobody knows"] = MayApply(UnknownValue).Clients("hologram"),
        ["a client that nobody knows beside the browser"] = Applies.Clients("hologram", "browser"),
    };

    private static readonly Dictionary<string, MatchCase> Undecided = new()
    {
        ["a location"] = MayApply(Location).When(PolicyConditions.Locations),
        ["a platform"] = MayApply(Platform).When(PolicyConditions.Platforms),
        ["a device"] = MayApply(Doubts.Device).When(PolicyConditions.Devices),
        ["a risk of the sign-in"] = MayApply(Risk).When(PolicyConditions.SignInRisk),
        ["a risk of the user"] = MayApply(Risk).When(PolicyConditions.UserRisk),
        ["an insider's risk"] = MayApply(Risk).When(PolicyConditions.InsiderRisk),
        ["an authentication flow"] = MayApply(AuthenticationFlow).When(PolicyConditions.AuthenticationFlows),
        ["a location and a risk"] = MayApply(Location | Risk).When(PolicyConditions.Locations | PolicyConditions.UserRisk | PolicyConditions.SignInRisk),
        ["a location and an unreadable group"] =
            MayApply(Location | GroupsUnreadable).Users(new() { IncludeGroups = [Admins] }).When(PolicyConditions.Locations).UnreadableGroups(),
        ["a location does not matter to an excluded user"] =
            DoesNotApply.Users(new() { IncludeUsers = ["All"], ExcludeUsers = [Ada] }).When(PolicyConditions.Locations),
        ["a risk does not matter to another app"] = DoesNotApply.Apps(new() { Include = [OtherApp] }).When(PolicyConditions.UserRisk),
        ["parts that could not be read"] = MayApply(UnknownValue).UnknownParts(),
        ["parts that could not be read, where nobody seems included"] = MayApply(UnknownValue).Users(new()).UnknownParts(),
    };

    private static readonly Dictionary<string, MatchCase> States = new()
    {
        ["a disabled policy"] = DoesNotApply.State(PolicyState.Disabled),
        ["a report-only policy"] = DoesNotApply.State(PolicyState.ReportOnly),
        ["a disabled policy with unknown parts"] = DoesNotApply.State(PolicyState.Disabled).UnknownParts(),
        ["a state that nobody knows"] = MayApply(UnknownValue).State(PolicyState.Unknown),
        ["a state that nobody knows, for another user"] = DoesNotApply.State(PolicyState.Unknown).Users(new() { IncludeUsers = [Bruno] }),
        ["user, app and client must match together"] = DoesNotApply.Users(new() { IncludeUsers = [Ada] }).Apps(new() { Include = [OurApp] }).Clients("other"),
        ["user, app and client match together"] = Applies.Users(new() { IncludeGroups = [Admins] }).Apps(new() { Include = [OurApp] }).Clients("browser"),
    };

    private static readonly Dictionary<string, MatchCase> All =
        new[] { Users, Unread, Apps, Clients, Undecided, States }.SelectMany(c => c).ToDictionary(c => c.Key, c => c.Value);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_applies_as_its_assignments_say(string name)
    {
        var @case = All[name];

        Assert.Equal(@case.Expected, @case.SignIn.MatchOf(@case.Policy));
    }

    [Fact]
    public void A_sign_in_to_no_app_is_a_mistake_and_not_a_free_pass()
    {
        Assert.Throws<ArgumentException>(() => (SignIn with { AppIds = [] }).Evaluate(Policy("block")));
    }
}
