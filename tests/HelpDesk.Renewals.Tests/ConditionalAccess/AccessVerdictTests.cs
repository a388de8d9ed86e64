using HelpDesk.Renewals.ConditionalAccess;
using static HelpDesk.Renewals.Tests.ConditionalAccess.Tenant;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

/// <summary>What all policies together demand.</summary>
public sealed class AccessVerdictTests
{
    private static readonly AuthenticationStrength MultiFactorStrength = new("Multifactor authentication", "mfa");

    [Fact]
    public void Without_policies_nothing_is_demanded()
    {
        var verdict = SignIn.Evaluate();

        Assert.False(verdict.IsBlocked);
        Assert.False(verdict.MayBeBlocked);
        Assert.Equal((Demand.NotAsked, Demand.NotAsked, Demand.NotAsked), (verdict.MultiFactor, verdict.Device, verdict.Other));
        Assert.Empty(verdict.ReportOnly);
    }

    [Fact]
    public void A_block_anywhere_wins_and_is_named()
    {
        var verdict = SignIn.Evaluate(Policy("mfa").Named("mfa"), Policy("block").Named("block"), Policy().Named("session"));

        Assert.Equal(["block"], verdict.BlockedBy.Select(p => p.Id));
        Assert.False(verdict.MayBeBlocked);
        Assert.Equal(Demand.Required, verdict.MultiFactor);
    }

    [Fact]
    public void A_block_beside_another_control_is_still_a_block()
    {
        Assert.True(SignIn.Evaluate(Policy("mfa", "block")).IsBlocked);
    }

    [Fact]
    public void A_block_that_depends_on_the_location_may_block()
    {
        var verdict = SignIn.Evaluate(Policy("block") with { Conditions = PolicyConditions.Locations }, Policy("mfa").Named("mfa"));

        Assert.False(verdict.IsBlocked);
        Assert.Equal(["Everybody"], verdict.MayBeBlockedBy.Select(p => p.DisplayName));
    }

    [Theory]
    [InlineData(PolicyState.Disabled)]
    [InlineData(PolicyState.ReportOnly)]
    public void A_block_that_is_not_in_force_blocks_nobody(PolicyState state)
    {
        var verdict = SignIn.Evaluate(Policy("block") with { State = state });

        Assert.False(verdict.IsBlocked);
        Assert.False(verdict.MayBeBlocked);
    }

    [Fact]
    public void Report_only_policies_that_match_are_mentioned_and_no_others()
    {
        var reportOnly = Policy("block", "mfa") with { State = PolicyState.ReportOnly };
        var verdict = SignIn.Evaluate(
            reportOnly.Named("matches"),
            reportOnly.Named("may match") with { Conditions = PolicyConditions.Locations },
            reportOnly.Named("another user") with { Users = new() { IncludeUsers = [Bruno] } },
            Policy("mfa").Named("enabled"),
            Policy("mfa").Named("disabled") with { State = PolicyState.Disabled });

        Assert.Equal([("matches", true), ("may match", false)], verdict.ReportOnly.Select(v => (v.Policy.Id, v.Match.Applies)));
        Assert.Equal(Demand.Required, verdict.MultiFactor);
        Assert.False(verdict.IsBlocked);
    }

    [Theory]
    [InlineData(GrantOperator.Or, "mfa", Demand.Required, Demand.NotAsked, Demand.NotAsked)]
    [InlineData(GrantOperator.And, "mfa", Demand.Required, Demand.NotAsked, Demand.NotAsked)]
    [InlineData(GrantOperator.Unknown, "mfa", Demand.Required, Demand.NotAsked, Demand.NotAsked)]
    [InlineData(GrantOperator.Or, "mfa compliantDevice", Demand.OneOfSeveral, Demand.OneOfSeveral, Demand.NotAsked)]
    [InlineData(GrantOperator.And, "mfa compliantDevice", Demand.Required, Demand.Required, Demand.NotAsked)]
    [InlineData(GrantOperator.Unknown, "mfa compliantDevice", Demand.OneOfSeveral, Demand.OneOfSeveral, Demand.NotAsked)]
    [InlineData(GrantOperator.Or, "compliantDevice domainJoinedDevice", Demand.NotAsked, Demand.Required, Demand.NotAsked)]
    [InlineData(GrantOperator.And, "mfa passwordChange", Demand.Required, Demand.NotAsked, Demand.Required)]
    [InlineData(GrantOperator.Or, "approvedApplication", Demand.NotAsked, Demand.NotAsked, Demand.Required)]
    [InlineData(GrantOperator.Or, "compliantApplication mfa", Demand.OneOfSeveral, Demand.NotAsked, Demand.OneOfSeveral)]
    [InlineData(GrantOperator.And, "somethingNew", Demand.NotAsked, Demand.NotAsked, Demand.Required)]
    public void The_operator_says_whether_a_control_is_required_or_one_way(GrantOperator join, string controls, Demand multiFactor, Demand device, Demand other)
    {
        var verdict = SignIn.Evaluate(Policy() with { Grant = new() { Operator = join, BuiltIn = controls.Split(' ') } });

        Assert.Equal((multiFactor, device, other), (verdict.MultiFactor, verdict.Device, verdict.Other));
    }

    [Fact]
    public void Several_policies_demand_all_that_each_demands()
    {
        var verdict = SignIn.Evaluate(
            Policy("mfa", "compliantDevice").Named("either"),
            Policy("mfa").Named("mfa"),
            Policy("approvedApplication").Named("app") with { Conditions = PolicyConditions.Platforms });

        Assert.Equal((Demand.Required, Demand.OneOfSeveral, Demand.Possible), (verdict.MultiFactor, verdict.Device, verdict.Other));
    }

    [Fact]
    public void A_policy_that_may_apply_demands_nothing_for_certain()
    {
        var verdict = SignIn.Evaluate(Policy("mfa") with { Conditions = PolicyConditions.SignInRisk });

        Assert.Equal(Demand.Possible, verdict.MultiFactor);
    }

    [Fact]
    public void An_authentication_strength_counts_as_a_control()
    {
        var strength = new GrantControls { Operator = GrantOperator.Or, Strength = MultiFactorStrength };

        Assert.Equal(Demand.Required, SignIn.Evaluate(Policy() with { Grant = strength }).MultiFactor);
        Assert.Equal(Demand.OneOfSeveral, SignIn.Evaluate(Policy() with { Grant = strength with { BuiltIn = ["compliantDevice"] } }).MultiFactor);
    }

    [Theory]
    [InlineData("none", ControlKind.OtherStrength)]
    [InlineData("somethingNew", ControlKind.Unknown)]
    [InlineData(null, ControlKind.Unknown)]
    public void Another_strength_is_not_taken_for_multi_factor_authentication(string? satisfied, ControlKind kind)
    {
        var verdict = SignIn.Evaluate(Policy() with { Grant = new() { Operator = GrantOperator.Or, Strength = new("Temporary pass", satisfied) } });

        Assert.Equal((Demand.NotAsked, Demand.Required), (verdict.MultiFactor, verdict.DemandFor(kind)));
    }

    [Fact]
    public void Terms_and_custom_factors_are_controls_too()
    {
        var verdict = SignIn.Evaluate(Policy() with { Grant = new() { Operator = GrantOperator.Or, TermsOfUse = ["t1"], CustomFactors = ["c1"] } });

        Assert.Equal((Demand.OneOfSeveral, Demand.OneOfSeveral), (verdict.DemandFor(ControlKind.Terms), verdict.DemandFor(ControlKind.Custom)));
    }

    [Fact]
    public void A_policy_without_grant_controls_demands_nothing()
    {
        var verdict = (SignIn with { Client = ClientType.Other }).Evaluate(Policy() with { Grant = null });

        Assert.True(verdict.Policies.Single().Match.Applies);
        Assert.Equal((Demand.NotAsked, false, 0), (verdict.MultiFactor, verdict.MayBeBlocked, verdict.LegacyCannotSatisfy.Count));
    }

    [Theory]
    [InlineData(GrantOperator.Or, "somethingNew", true)]
    [InlineData(GrantOperator.And, "mfa somethingNew", true)]
    [InlineData(GrantOperator.Or, "mfa somethingNew", false)]
    [InlineData(GrantOperator.Unknown, "mfa somethingNew", true)]
    public void A_control_that_nobody_knows_may_block_unless_another_way_is_open(GrantOperator join, string controls, bool mayBlock)
    {
        var verdict = SignIn.Evaluate(Policy() with { Grant = new() { Operator = join, BuiltIn = controls.Split(' ') } });

        Assert.Equal((false, mayBlock), (verdict.IsBlocked, verdict.MayBeBlocked));
    }

    [Fact]
    public void A_policy_with_unknown_parts_may_demand_anything_and_may_block()
    {
        var verdict = (SignIn with { Client = ClientType.Other }).Evaluate(Policy("mfa") with { HasUnknownParts = true });

        Assert.True(verdict.MayBeBlocked);
        Assert.Equal((Demand.Possible, Demand.Possible), (verdict.MultiFactor, verdict.Device));
        Assert.Empty(verdict.LegacyCannotSatisfy);
        Assert.Single(verdict.LegacyMayNotSatisfy);
    }
}
