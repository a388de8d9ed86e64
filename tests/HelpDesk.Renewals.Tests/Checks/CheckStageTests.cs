using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>Results come in as the facts do.</summary>
public sealed class CheckStageTests
{
    private static readonly string[] AtOnce = [CheckNames.VaultWritable, CheckNames.RecentRenewal];
    private static readonly string[] AtLast = [CheckNames.Role, CheckNames.AppPolicy];

    [Fact]
    public void What_the_service_knows_by_itself_comes_first()
    {
        var list = CheckCase.Passes(CheckNames.Role).AddIn().Evaluate(SignInRoute.Delegated, stage: CheckStage.Service);

        Assert.Equal(AtOnce, Done(list));
    }

    [Fact]
    public void What_the_directory_says_at_once_comes_next()
    {
        var list = CheckCase.Passes(CheckNames.Role).AddIn().Evaluate(SignInRoute.Delegated, stage: CheckStage.Directory);

        Assert.Equal(AllCases.Checks.Except(AtLast), Done(list));
    }

    [Theory]
    [InlineData(CheckStage.Service)]
    [InlineData(CheckStage.Directory)]
    public void Before_all_was_looked_at_nobody_may_continue(CheckStage stage)
    {
        var list = CheckCase.Passes(CheckNames.Role).Evaluate(SignInRoute.Delegated, stage: stage);

        Assert.False(list.IsComplete);
        Assert.False(list.MayContinue);
        Assert.Null(list.Roles);
    }

    [Fact]
    public void A_check_that_waits_says_what_it_looks_at_and_nothing_else()
    {
        var list = AllCases.ByName["role: eligible and not active"].Evaluate(SignInRoute.Delegated, stage: CheckStage.Directory);

        var role = list.Checks.Single(c => c.Name == CheckNames.Role);
        Assert.Equal((CheckResult.Pending, string.Empty), (role.Result, role.Evidence));
        Assert.Null(role.Fix);
        Assert.NotEmpty(role.LooksAt);
    }

    [Fact]
    public void Checks_of_add_ins_wait_unseen_until_the_kind_of_app_is_known()
    {
        string[] ofAddIns = [CheckNames.AccessControl, CheckNames.SharePointApps];
        var addIn = CheckCase.Passes(CheckNames.Role).AddIn();

        Assert.Empty(ofAddIns.Intersect(addIn.Evaluate(SignInRoute.Delegated, stage: CheckStage.Service).Checks.Select(c => c.Name)));
        Assert.Equal(ofAddIns, ofAddIns.Intersect(addIn.Evaluate(SignInRoute.Delegated, stage: CheckStage.Directory).Checks.Select(c => c.Name)));
    }

    private static IEnumerable<string> Done(Checklist list) => list.Checks.Where(c => c.Result is not CheckResult.Pending).Select(c => c.Name);
}
