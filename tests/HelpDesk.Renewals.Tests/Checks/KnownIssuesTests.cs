using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>Each known issue with what was read, and what a person has to see.</summary>
public sealed class KnownIssuesTests
{
    private const SignInRoute Delegated = SignInRoute.Delegated;
    private const SignInRoute Password = SignInRoute.LegacyPassword;

    /// <summary>Where a result cannot come about, the check's table says why.</summary>
    private static readonly Dictionary<string, CheckResult[]> CannotCome = new()
    {
        [CheckNames.Role] = [CheckResult.CannotTell],
        [CheckNames.VaultSecret] = [CheckResult.FailedBlocks],
        [CheckNames.VaultWritable] = [CheckResult.CannotTell],
        [CheckNames.RecentRenewal] = [CheckResult.CouldNotBeRead],
        [CheckNames.SharePointApps] = [CheckResult.Passed, CheckResult.FailedBlocks, CheckResult.CouldNotBeRead],
    };

    public static TheoryData<string> Cases => [.. AllCases.ByName.Keys];

    public static TheoryData<string> Names => [.. AllCases.Checks];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_was_read_decides_the_result_on_each_route(string name)
    {
        var expected = AllCases.ByName[name];

        foreach (var (route, result) in new[] { (Delegated, expected.Delegated), (Password, expected.Password) })
        {
            var check = Find(expected.Evaluate(route), expected.Check);
            Assert.Equal((route, result), (route, check?.Result));
            Assert.All(check is null || result != expected.Delegated ? [] : expected.Evidence, e => Assert.Contains(e, check!.Evidence, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_check_has_a_passing_a_failing_an_unreadable_and_an_undecidable_case(string check)
    {
        var results = AllCases.ByName.Values.Where(c => c.Check == check).SelectMany(c => new[] { c.Delegated, c.Password }).OfType<CheckResult>()
            .Select(r => r is CheckResult.FailedDoesNotBlock ? CheckResult.FailedBlocks : r).Distinct().Order();

        CheckResult[] wanted = [CheckResult.Passed, CheckResult.FailedBlocks, CheckResult.CannotTell, CheckResult.CouldNotBeRead];
        Assert.Equal(wanted.Except(CannotCome.GetValueOrDefault(check, [])), results);
    }

    [Fact]
    public void Everything_in_order_passes_everything_that_an_Entra_application_has()
    {
        var list = CheckCase.Passes(CheckNames.Role).Evaluate(Delegated);

        Assert.Equal(AllCases.Checks.Except([CheckNames.AccessControl, CheckNames.SharePointApps]), list.Checks.Select(c => c.Name));
        Assert.All(list.Checks, c => Assert.Equal(CheckResult.Passed, c.Result));
        Assert.True(list.MayContinue);
        Assert.Equal(("Ada Lindqvist", Known.Ada, Sample.Tenant, Sample.Now), (list.AccountName, list.AccountId, list.TenantId, list.CheckedAt));
        Assert.Equal(["Global Administrator"], list.Roles);
    }

    [Fact]
    public void An_add_in_has_every_check_there_is() =>
        Assert.Equal(AllCases.Checks, CheckCase.Passes(CheckNames.Role).AddIn().Evaluate(Delegated).Checks.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_list_may_be_left_behind_unless_something_blocks(string name)
    {
        foreach (var route in new[] { Delegated, Password })
        {
            var list = AllCases.ByName[name].Evaluate(route);

            Assert.True(list.IsComplete);
            Assert.Equal(list.Checks.All(c => c.Result is not CheckResult.FailedBlocks), list.MayContinue);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_not_enforced_never_blocks_and_only_the_browser_is_so_lenient(string name)
    {
        string[] lenient = [CheckNames.LoginFormat, CheckNames.MultiFactor, CheckNames.LegacyAuthentication];

        Assert.All(AllCases.ByName[name].Evaluate(Delegated).Checks, c =>
        {
            Assert.Equal(!lenient.Contains(c.Name), c.IsEnforced);
            Assert.False(!c.IsEnforced && c.Result is CheckResult.FailedBlocks, c.Name);
        });
        Assert.All(AllCases.ByName[name].Evaluate(Password).Checks, c =>
        {
            Assert.True(c.IsEnforced);
            Assert.NotEqual(CheckResult.FailedDoesNotBlock, c.Result);
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_finding_has_evidence_and_an_admin_s_word_is_taken_only_where_an_admin_is_asked(string name)
    {
        Assert.All(AllCases.ByName[name].Evaluate(Delegated).Checks, c =>
        {
            Assert.NotEmpty(c.Evidence);
            Assert.False(c.MayConfirm && c.Result is not CheckResult.CannotTell, c.Name);
        });
    }

    [Fact]
    public void An_eligible_role_leads_to_its_activation()
    {
        var role = Find(AllCases.ByName["role: eligible and not active"].Evaluate(Delegated), CheckNames.Role)!;

        Assert.Equal(Pages.Of(Page.ActivateRole).AbsoluteUri, role.Fix!.Url.AbsoluteUri);
        Assert.Equal(3, role.Steps.Count);
    }

    [Fact]
    public void Who_holds_no_role_is_told_who_does()
    {
        var helpless = AllCases.ByName["role: no role at all"].With(f => f with
        {
            OthersWhoMayRenew = Known.List(
                new RoleHolder("1", "Bruno Weiss", "bruno@contoso.com", "Global Administrator"), new RoleHolder("2", "Farid Haddad", null, "Application Administrator")),
        });

        Assert.Equal(
            [new("Bruno Weiss", "bruno@contoso.com", "Global Administrator"), new Helper("Farid Haddad", null, "Application Administrator")],
            Find(helpless.Evaluate(Delegated), CheckNames.Role)!.People);
        Assert.Equal(["Bruno Weiss"], Find(helpless.Evaluate(Password), CheckNames.Role)!.People.Select(p => p.Name));
    }

    [Fact]
    public void Missing_consent_leads_to_the_page_where_an_administrator_gives_it()
    {
        var consent = Find(AllCases.ByName["consent: before sign-in, and nothing is agreed to"].Evaluate(Delegated), CheckNames.Consent)!;

        Assert.Equal(Known.Service.Consent.Link, consent.Fix!.Url);
        Assert.NotEmpty(consent.Steps);
    }

    [Fact]
    public void After_the_end_of_access_control_the_way_to_an_Entra_application_is_shown()
    {
        foreach (var name in new[] { "accessControl: gone after the end", "accessControl: the secret is refused, after the end" })
        {
            var check = Find(AllCases.ByName[name].Evaluate(Delegated), CheckNames.AccessControl)!;

            Assert.Equal(Pages.Of(Page.MoveToEntra), check.Fix!.Url);
            Assert.Equal(5, check.Steps.Count);
            Assert.Contains(check.Reading, r => r.Url == Pages.Of(Page.AccessControlRetirement));
        }
    }

    [Fact]
    public void The_pages_of_the_original_stay_at_hand()
    {
        var reading = CheckCase.Passes(CheckNames.Role).Evaluate(Delegated).Checks.SelectMany(c => c.Reading).Select(r => r.Url);

        Assert.Subset(
            reading.ToHashSet(),
            new[] { Page.ContextTokenFlow, Page.ReplaceSecret, Page.SetUpMultiFactor, Page.ConditionalAccessPolicies }.Select(Pages.Of).ToHashSet());
    }

    [Fact]
    public void The_route_by_password_names_the_page_of_HelpDesk()
    {
        var about = new Uri("https://helpdesk.contoso.example/settings/about");

        var list = CheckCase.Passes(CheckNames.Role).Of(r => r with { AboutPage = about }).Evaluate(Password);

        Assert.Equal((Password, about), (list.Route, list.AboutPage));
    }

    [Fact]
    public void An_account_whose_name_is_unread_goes_by_its_ID() =>
        Assert.Equal(Known.Ada, AllCases.ByName["loginFormat: the login is unread"].Evaluate(Delegated).AccountName);

    [Fact]
    public void Roles_that_are_unread_are_not_an_empty_list() => Assert.Null(AllCases.ByName["role: roles are unread"].Evaluate(Delegated).Roles);

    private static Check? Find(Checklist list, string name) => list.Checks.SingleOrDefault(c => c.Name == name);
}
