using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>The cases that domain.md §4 documents, each with the result that a person has to see.</summary>
public sealed class KnownIssuesTests
{
    private static readonly RoleHolding Global = new(DirectoryRoles.GlobalAdministrator, "Global Administrator");
    private static readonly RoleHolding Application = new(DirectoryRoles.ApplicationAdministrator, "Application Administrator");
    private static readonly RoleHolding CloudApplication = new(DirectoryRoles.CloudApplicationAdministrator, "Cloud Application Administrator");
    private static readonly RoleHolding Reader = new("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader");

    private static readonly AccountFacts Good = new()
    {
        AccountId = "person",
        AccountName = "Ada Lindqvist",
        UserPrincipalName = Reading.Of("ada@contoso.onmicrosoft.com"),
        ActiveRoles = Roles(Global),
        EligibleRoles = Roles(),
        OwnsApp = Reading.Of(false),
        Domains = Reading.Of<IReadOnlyList<TenantDomain>>([new("contoso.onmicrosoft.com", true, false), new("contoso.com", false, true), new("contoso.net", false, false)]),
        MultiFactor = Reading.Of(PerUserMultiFactor.Disabled),
        SecurityDefaults = Reading.Of(false),
        SharePointAllowsLegacyAuthentication = Reading.Of(true),
        Principal = Reading.Of(new Directories.Principal(Sample.ServicePrincipal("Application"), Sample.Object())),
    };

    [Fact]
    public void Everything_in_order_passes_everything()
    {
        var list = Evaluate(Good);

        Assert.Equal(["principal", "role", "loginFormat", "multiFactor", "legacyAuthentication"], list.Checks.Select(c => c.Name));
        Assert.All(list.Checks, c => Assert.Equal(CheckResult.Passed, c.Result));
        Assert.True(list.MayContinue);
    }

    [Theory]
    [InlineData(DirectoryRoles.ApplicationAdministrator)]
    [InlineData(DirectoryRoles.CloudApplicationAdministrator)]
    public void A_lesser_role_that_suffices_passes_and_says_so(string role)
    {
        var check = Role(Good with { ActiveRoles = Roles(Reader, new(role, DirectoryRoles.NameOf(role))) });

        Assert.Equal(CheckResult.Passed, check.Result);
        Assert.Contains("suffices", check.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_owner_of_the_app_may_renew_without_any_role()
    {
        Assert.Equal(CheckResult.Passed, Role(Good with { ActiveRoles = Roles(), OwnsApp = Reading.Of(true) }).Result);
    }

    [Fact]
    public void An_eligible_role_blocks_until_it_is_activated_and_the_link_activates_it()
    {
        var check = Role(Good with { ActiveRoles = Roles(), EligibleRoles = Roles(Global) });

        Assert.Equal(CheckResult.FailedBlocks, check.Result);
        Assert.Contains("not activated", check.Evidence, StringComparison.Ordinal);
        Assert.NotNull(check.Fix);
    }

    [Fact]
    public void Neither_active_nor_eligible_blocks()
    {
        var list = Evaluate(Good with { ActiveRoles = Roles(Reader) });

        Assert.Equal(CheckResult.FailedBlocks, Check(list, "role").Result);
        Assert.Contains("Global Reader", Check(list, "role").Evidence, StringComparison.Ordinal);
        Assert.False(list.MayContinue);
    }

    [Fact]
    public void A_role_over_a_part_of_the_directory_does_not_suffice()
    {
        Assert.Equal(CheckResult.FailedBlocks, Role(Good with { ActiveRoles = Roles(Application with { IsTenantWide = false }) }).Result);
        Assert.Equal(CheckResult.Passed, Role(Good with { ActiveRoles = Roles(CloudApplication) }).Result);
    }

    [Theory]
    [InlineData("bruno@contoso.com", "is federated")]
    [InlineData("bruno@contoso.net", "is not federated")]
    [InlineData("bruno@elsewhere.example", "does not list")]
    public void A_login_outside_the_initial_domain_fails_without_blocking_and_tells_about_federation(string login, string says)
    {
        var check = Check(Evaluate(Good with { UserPrincipalName = Reading.Of(login) }), "loginFormat");

        Assert.Equal(CheckResult.FailedDoesNotBlock, check.Result);
        Assert.Contains(says, check.Evidence, StringComparison.Ordinal);
        Assert.Contains("does not block", check.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_initial_domain_is_what_the_directory_says_in_other_clouds_too()
    {
        var domains = Reading.Of<IReadOnlyList<TenantDomain>>([new("contoso.onmicrosoft.us", true, false)]);
        var check = Check(Evaluate(Good with { UserPrincipalName = Reading.Of("ada@CONTOSO.onmicrosoft.us"), Domains = domains }), "loginFormat");

        Assert.Equal(CheckResult.Passed, check.Result);
    }

    [Theory]
    [InlineData(PerUserMultiFactor.Enforced, false)]
    [InlineData(PerUserMultiFactor.Enabled, false)]
    [InlineData(PerUserMultiFactor.Disabled, true)]
    public void Multi_factor_authentication_fails_and_never_blocks_the_browser(PerUserMultiFactor state, bool defaults)
    {
        var facts = Good with { MultiFactor = Reading.Of(state), SecurityDefaults = Reading.Of(defaults) };
        var check = Check(Evaluate(facts), "multiFactor");

        Assert.Equal(CheckResult.FailedDoesNotBlock, check.Result);
        Assert.Contains("does not block", check.Evidence, StringComparison.Ordinal);
        Assert.Equal(CheckResult.FailedBlocks, Check(Evaluate(facts, SignInRoute.LegacyPassword), "multiFactor").Result);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Blocked_legacy_authentication_fails_and_never_blocks_the_browser(bool sharePointAllows, bool defaults)
    {
        var facts = Good with { SharePointAllowsLegacyAuthentication = Reading.Of(sharePointAllows), SecurityDefaults = Reading.Of(defaults) };

        Assert.Equal(CheckResult.FailedDoesNotBlock, Check(Evaluate(facts), "legacyAuthentication").Result);
        Assert.True(Evaluate(facts).MayContinue);
        Assert.False(Evaluate(facts, SignInRoute.LegacyPassword).MayContinue);
    }

    [Fact]
    public void A_disabled_a_missing_and_a_foreign_app_block()
    {
        var disabled = new Directories.Principal(Sample.ServicePrincipal("Application", enabled: false), Sample.Object());
        var foreign = new Directories.Principal(Sample.ServicePrincipal("Application", home: "elsewhere"), null);
        foreach (var principal in new[] { disabled, foreign, new Directories.Principal(null, null) })
        {
            var list = Evaluate(Good with { Principal = Reading.Of(principal) });
            Assert.Equal(CheckResult.FailedBlocks, Check(list, "principal").Result);
            Assert.False(list.MayContinue);
        }
    }

    [Fact]
    public void An_access_control_secret_without_a_site_to_prove_it_on_blocks_and_says_who_can_help()
    {
        var facts = Good with { Principal = Reading.Of(new Directories.Principal(Sample.ServicePrincipal("Legacy"), null)) };
        var list = new KnownIssues(new FakeTimeProvider(Sample.Now)).Evaluate(new(facts, Sample.Registration with { SiteUrl = null }, SignInRoute.Delegated));

        Assert.Equal(CheckResult.FailedBlocks, Check(list, "principal").Result);
        Assert.Contains("add the site's address", Check(list, "principal").Evidence, StringComparison.Ordinal);
        Assert.Equal(CheckResult.Passed, Check(Evaluate(facts), "principal").Result);
    }

    [Fact]
    public void What_could_not_be_read_is_never_passed()
    {
        const string Because = "the permission to read it is missing.";
        var list = Evaluate(Good with
        {
            UserPrincipalName = Reading.Unreadable<string>(Because),
            ActiveRoles = Reading.Unreadable<IReadOnlyList<RoleHolding>>(Because),
            EligibleRoles = Reading.Unreadable<IReadOnlyList<RoleHolding>>(Because),
            OwnsApp = Reading.Unreadable<bool>(Because),
            Domains = Reading.Unreadable<IReadOnlyList<TenantDomain>>(Because),
            MultiFactor = Reading.Unreadable<PerUserMultiFactor>(Because),
            SecurityDefaults = Reading.Unreadable<bool>(Because),
            SharePointAllowsLegacyAuthentication = Reading.Unreadable<bool>(Because),
            Principal = Reading.Unreadable<Directories.Principal>(Because),
        });

        Assert.All(list.Checks, c =>
        {
            Assert.Equal(CheckResult.CouldNotBeRead, c.Result);
            Assert.Contains(Because, c.Evidence, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void One_half_that_could_not_be_read_keeps_the_other_from_passing()
    {
        var list = Evaluate(Good with { SecurityDefaults = Reading.Unreadable<bool>("no permission") });

        Assert.Equal(CheckResult.CouldNotBeRead, Check(list, "multiFactor").Result);
        Assert.Equal(CheckResult.CouldNotBeRead, Check(list, "legacyAuthentication").Result);
    }

    private static Checklist Evaluate(AccountFacts facts, SignInRoute route = SignInRoute.Delegated) =>
        new KnownIssues(new FakeTimeProvider(Sample.Now)).Evaluate(new(facts, Sample.Registration, route));

    private static Check Role(AccountFacts facts) => Check(Evaluate(facts), "role");

    private static Check Check(Checklist list, string name) => list.Checks.Single(c => c.Name == name);

    private static Reading<IReadOnlyList<RoleHolding>> Roles(params RoleHolding[] roles) => Reading.Of<IReadOnlyList<RoleHolding>>(roles);
}
