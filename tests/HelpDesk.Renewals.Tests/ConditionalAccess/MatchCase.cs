using HelpDesk.Renewals.ConditionalAccess;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

/// <summary>A policy, a sign-in and what must come of it; the policy is for everybody and the sign-in is Ada's, unless the case says otherwise.</summary>
internal sealed record MatchCase(PolicyMatch Expected)
{
    public static readonly MatchCase Applies = new(PolicyMatch.Yes);
    public static readonly MatchCase DoesNotApply = new(PolicyMatch.No);

    public ConditionalAccessPolicy Policy { get; private init; } = Tenant.Policy("mfa");

    public PlannedSignIn SignIn { get; private init; } = Tenant.SignIn;

    public static MatchCase MayApply(Doubts doubts) => new(PolicyMatch.Perhaps(doubts));

    public MatchCase Users(PolicyUsers users) => this with { Policy = Policy with { Users = users } };

    public MatchCase Apps(PolicyApplications applications) => this with { Policy = Policy with { Applications = applications } };

    public MatchCase Clients(params string[] types) => this with { Policy = Policy with { ClientAppTypes = types } };

    public MatchCase When(PolicyConditions conditions) => this with { Policy = Policy with { Conditions = conditions } };

    public MatchCase State(PolicyState state) => this with { Policy = Policy with { State = state } };

    public MatchCase UnknownParts() => this with { Policy = Policy with { HasUnknownParts = true } };

    public MatchCase To(params string[] apps) => this with { SignIn = SignIn with { AppIds = apps } };

    public MatchCase With(ClientType client) => this with { SignIn = SignIn with { Client = client } };

    public MatchCase Guest() => this with { SignIn = SignIn with { IsGuest = true } };

    public MatchCase UnreadableGroups() => this with { SignIn = SignIn with { GroupIds = Tenant.Unreadable } };

    public MatchCase UnreadableRoles() => this with { SignIn = SignIn with { RoleTemplateIds = Tenant.Unreadable } };
}
