using HelpDesk.Renewals.ConditionalAccess;
using static HelpDesk.Renewals.Tests.ConditionalAccess.Tenant;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

/// <summary>A client that sends a login and a password can answer no control, so a policy that demands one blocks it in effect.</summary>
public sealed class LegacyClientTests
{
    [Theory]
    [InlineData(ClientType.ExchangeActiveSync)]
    [InlineData(ClientType.Other)]
    public void The_usual_block_of_legacy_clients_blocks_them_and_nobody_else(ClientType client)
    {
        var block = Policy("block") with { ClientAppTypes = ["exchangeActiveSync", "other"] };

        var legacy = (SignIn with { Client = client }).Evaluate(block);

        Assert.True(legacy.IsBlocked);
        Assert.Empty(legacy.LegacyCannotSatisfy);
        Assert.False(SignIn.Evaluate(block).IsBlocked);
    }

    [Theory]
    [InlineData(GrantOperator.Or, "mfa")]
    [InlineData(GrantOperator.Or, "compliantDevice")]
    [InlineData(GrantOperator.Or, "domainJoinedDevice")]
    [InlineData(GrantOperator.Or, "approvedApplication")]
    [InlineData(GrantOperator.Or, "compliantApplication")]
    [InlineData(GrantOperator.And, "passwordChange")]
    [InlineData(GrantOperator.Or, "mfa compliantDevice")]
    [InlineData(GrantOperator.And, "mfa compliantDevice")]
    [InlineData(GrantOperator.Unknown, "mfa compliantDevice")]
    [InlineData(GrantOperator.And, "mfa somethingNew")]
    public void No_control_can_be_satisfied(GrantOperator join, string controls)
    {
        var policy = Policy() with { Grant = new() { Operator = join, BuiltIn = controls.Split(' ') } };

        Assert.Equal([policy], (SignIn with { Client = ClientType.Other }).Evaluate(policy).LegacyCannotSatisfy);
        Assert.Empty(SignIn.Evaluate(policy).LegacyCannotSatisfy);
    }

    [Fact]
    public void Strengths_terms_and_custom_factors_cannot_be_satisfied_either()
    {
        GrantControls[] grants =
        [
            new() { Operator = GrantOperator.Or, Strength = new("Multifactor authentication", "mfa") },
            new() { Operator = GrantOperator.Or, Strength = new("Temporary pass", "none") },
            new() { Operator = GrantOperator.Or, TermsOfUse = ["t1"] },
            new() { Operator = GrantOperator.Or, CustomFactors = ["c1"] },
        ];

        Assert.All(grants, g => Assert.Single((SignIn with { Client = ClientType.Other }).Evaluate(Policy() with { Grant = g }).LegacyCannotSatisfy));
    }

    [Theory]
    [InlineData(GrantOperator.Or, "somethingNew")]
    [InlineData(GrantOperator.Or, "mfa somethingNew")]
    [InlineData(GrantOperator.Unknown, "mfa somethingNew")]
    public void A_control_that_nobody_knows_may_be_satisfied(GrantOperator join, string controls)
    {
        var verdict = (SignIn with { Client = ClientType.Other }).Evaluate(Policy() with { Grant = new() { Operator = join, BuiltIn = controls.Split(' ') } });

        Assert.Empty(verdict.LegacyCannotSatisfy);
        Assert.Single(verdict.LegacyMayNotSatisfy);
    }

    [Fact]
    public void A_policy_for_some_places_only_may_stand_in_the_way()
    {
        var verdict = (SignIn with { Client = ClientType.Other }).Evaluate(Policy("mfa") with { Conditions = PolicyConditions.Locations });

        Assert.Empty(verdict.LegacyCannotSatisfy);
        Assert.Single(verdict.LegacyMayNotSatisfy);
    }

    [Fact]
    public void A_policy_for_modern_clients_does_not_stand_in_the_way()
    {
        var verdict = (SignIn with { Client = ClientType.Other }).Evaluate(Policy("mfa") with { ClientAppTypes = ["browser", "mobileAppsAndDesktopClients"] });

        Assert.Empty(verdict.LegacyCannotSatisfy);
        Assert.Empty(verdict.LegacyMayNotSatisfy);
    }
}
