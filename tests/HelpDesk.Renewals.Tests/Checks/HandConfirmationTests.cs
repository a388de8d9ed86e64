using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>What an admin says is kept as their word; the result stays what was seen.</summary>
public sealed class HandConfirmationTests
{
    public static TheoryData<string> Cases => [.. AllCases.ByName.Where(c => c.Value.Delegated is not null).Select(c => c.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_word_stands_beside_a_question_only_and_changes_neither_it_nor_whether_one_may_continue(string name)
    {
        var silent = AllCases.ByName[name];
        var now = silent.Service.Now;
        var said = silent.Own(s => s with { Confirmations = [new(silent.Check, Known.Ada, "Ada Lindqvist", now.AddDays(-1))] });

        var (before, after) = (silent.Evaluate(SignInRoute.Delegated), said.Evaluate(SignInRoute.Delegated));

        var check = after.Checks.Single(c => c.Name == silent.Check);
        Assert.Equal(check.MayConfirm ? new Confirmation("Ada Lindqvist", now.AddDays(-1)) : null, check.Confirmed);
        Assert.True(!check.MayConfirm || check.Result is CheckResult.CannotTell);
        Assert.Equal(silent.Delegated, check.Result);
        Assert.Equal(before.MayContinue, after.MayContinue);
        Assert.All(after.Checks.Where(c => c.Name != silent.Check), c => Assert.Null(c.Confirmed));
    }

    [Fact]
    public void Of_the_account_only_its_own_word_counts()
    {
        var asked = AllCases.ByName["conditionalAccess: a managed device"];
        Confirmation? Said(string person) => asked.Own(s => s with { Confirmations = [new(CheckNames.ConditionalAccess, person, "Somebody", s.Now)] })
            .Evaluate(SignInRoute.Delegated).Checks.Single(c => c.Name == CheckNames.ConditionalAccess).Confirmed;

        Assert.NotNull(Said(Known.Ada.ToUpperInvariant()));
        Assert.Null(Said("farid"));
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

    private static HandConfirmation Word(string person, double days) => new(CheckNames.SharePointApps, person, person, Sample.Now.AddDays(-days));

    private static Confirmation? Asked(params HandConfirmation[] words) => AllCases.ByName["sharePointApps: an add-in"].Own(s => s with { Confirmations = words })
        .Evaluate(SignInRoute.Delegated).Checks.Single(c => c.Name == CheckNames.SharePointApps).Confirmed;
}
