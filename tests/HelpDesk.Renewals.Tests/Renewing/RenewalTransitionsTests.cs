using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Renewals.Tests.Renewing;

public sealed class RenewalTransitionsTests
{
    public static TheoryData<RenewalState> States => [.. Enum.GetValues<RenewalState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Every_state_says_what_may_follow(RenewalState state)
    {
        Assert.All(Enum.GetValues<RenewalState>(), to => RenewalTransitions.IsAllowed(state, to));
        Assert.False(RenewalTransitions.IsAllowed(state, state));
    }

    [Theory]
    [InlineData(RenewalState.Staged)]
    [InlineData(RenewalState.Preflighted)]
    [InlineData(RenewalState.RolledBack)]
    [InlineData(RenewalState.NeedsPerson)]
    [InlineData(RenewalState.Claimed)]
    public void Only_what_was_delivered_can_be_proven(RenewalState state) => Assert.False(RenewalTransitions.IsAllowed(state, RenewalState.Proven));

    [Fact]
    public void What_HelpDesk_may_use_is_never_rolled_back()
    {
        foreach (var state in Enum.GetValues<RenewalState>().Where(RenewalTransitions.IsDelivered))
        {
            Assert.False(RenewalTransitions.IsAllowed(state, RenewalState.RolledBack));
        }
    }
}
