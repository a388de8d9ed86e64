using HelpDesk.Renewals.ConditionalAccess;
using static HelpDesk.Renewals.Tests.ConditionalAccess.Tenant;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

public sealed class WhatIfComparisonTests
{
    private static readonly AccessVerdict Ours = SignIn.Evaluate(
        Policy("mfa").Named("applies"),
        Policy("mfa").Named("another user") with { Users = new() { IncludeUsers = [Bruno] } },
        Policy("mfa").Named("some places") with { Conditions = PolicyConditions.Locations },
        Policy("mfa").Named("report only") with { State = PolicyState.ReportOnly },
        Policy("mfa").Named("disabled") with { State = PolicyState.Disabled });

    [Fact]
    public void Policies_on_which_both_are_certain_and_differ_are_named()
    {
        var disagreements = WhatIfComparison.Disagreements(Ours, [new("APPLIES", false), new("another user", true)]);

        Assert.Equal([("applies", true, false), ("another user", false, true)], disagreements.Select(d => (d.Policy.DisplayName, d.Ours, d.Theirs)));
    }

    [Theory]
    [InlineData("applies", true)]
    [InlineData("another user", false)]
    [InlineData("some places", true)]
    [InlineData("some places", false)]
    [InlineData("report only", true)]
    [InlineData("disabled", true)]
    [InlineData("never heard of", true)]
    public void Agreement_doubt_and_policies_that_are_not_in_force_are_left_out(string policy, bool applies)
    {
        Assert.Empty(WhatIfComparison.Disagreements(Ours, [new(policy, applies)]));
    }
}
