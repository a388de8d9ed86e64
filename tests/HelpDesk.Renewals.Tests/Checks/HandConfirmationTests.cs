using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>What an admin says is kept as their word; the result stays what was seen.</summary>
public sealed class HandConfirmationTests
{
    public static TheoryData<string> NotPassed =>
        [.. AllCases.ByName.Where(c => c.Value.Delegated is not (null or CheckResult.Passed)).Select(c => c.Key)];

    [Theory]
    [MemberData(nameof(NotPassed))]
    public void A_word_stands_beside_the_result_and_changes_neither_it_nor_whether_one_may_continue(string name)
    {
        var silent = AllCases.ByName[name];
        var now = silent.Service.Now;
        var said = silent.Own(s => s with { Confirmations = [new(silent.Check, "Farid Haddad", now.AddDays(-1))] });

        var (before, after) = (silent.Evaluate(SignInRoute.Delegated), said.Evaluate(SignInRoute.Delegated));

        var check = after.Checks.Single(c => c.Name == silent.Check);
        Assert.Equal(new Confirmation("Farid Haddad", now.AddDays(-1)), check.Confirmed);
        Assert.Equal(silent.Delegated, check.Result);
        Assert.Equal(before.MayContinue, after.MayContinue);
        Assert.All(after.Checks.Where(c => c.Name != silent.Check), c => Assert.Null(c.Confirmed));
    }

    [Fact]
    public void The_latest_word_counts() =>
        Assert.Equal("Farid Haddad", Asked(Word("Ada Lindqvist", days: 3), Word("Farid Haddad", days: 1), Word("Grace Kim", days: 2))!.PersonName);

    [Fact]
    public void A_word_counts_for_thirty_days()
    {
        Assert.NotNull(Asked(Word("Ada Lindqvist", days: 29.9)));
        Assert.Null(Asked(Word("Ada Lindqvist", days: 30)));
    }

    [Fact]
    public void What_passes_needs_nobody_s_word()
    {
        var list = CheckCase.Passes(CheckNames.Role).Own(s => s with { Confirmations = [new(CheckNames.Role, "Ada Lindqvist", s.Now)] }).Evaluate(SignInRoute.Delegated);

        Assert.All(list.Checks, c => Assert.Null(c.Confirmed));
    }

    private static HandConfirmation Word(string person, double days) => new(CheckNames.SharePointApps, person, Sample.Now.AddDays(-days));

    private static Confirmation? Asked(params HandConfirmation[] words) => AllCases.ByName["sharePointApps: an add-in"].Own(s => s with { Confirmations = words })
        .Evaluate(SignInRoute.Delegated).Checks.Single(c => c.Name == CheckNames.SharePointApps).Confirmed;
}
