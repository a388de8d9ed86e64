using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>Everybody in the story has their own checklist.</summary>
public sealed class StoryChecklistTests(ServiceWorld world) : CheckTest(world)
{
    private const string Blocked = "legacyAuthentication FailedDoesNotBlock, conditionalAccess FailedBlocks";

    private static readonly Dictionary<string, (Guid Person, Guid Registration, string NotPassed)> BeforeSignIn = new()
    {
        ["Ada"] = (WorldIds.Contoso.Ada, Ids.HelpDesk, ""),
        ["Ada, for the add-in"] = (WorldIds.Contoso.Ada, Ids.AddIn, "vaultSecret CannotTell, accessControl CannotTell, sharePointApps CannotTell"),
        ["Bruno"] = (WorldIds.Contoso.Bruno, Ids.HelpDesk, "loginFormat FailedDoesNotBlock"),
        ["Chloe"] = (WorldIds.Contoso.Chloe, Ids.HelpDesk, "multiFactor FailedDoesNotBlock"),
        ["Daniel"] = (WorldIds.Contoso.Daniel, Ids.HelpDesk, Blocked),
        ["Elif"] = (WorldIds.Contoso.Elif, Ids.HelpDesk, "role FailedBlocks"),
        ["Farid"] = (WorldIds.Contoso.Farid, Ids.HelpDesk, ""),
        ["Grace"] = (WorldIds.Contoso.Grace, Ids.HelpDesk, "role FailedBlocks"),
        ["Hana"] = (WorldIds.Fabrikam.Hana, Ids.Fabrikam, ""),
        ["Ivan"] = (WorldIds.Fabrikam.Ivan, Ids.Fabrikam, "loginFormat FailedDoesNotBlock"),
        ["Jun"] = (WorldIds.Fabrikam.Jun, Ids.Fabrikam, "multiFactor FailedDoesNotBlock"),
        ["Karin"] = (WorldIds.Fabrikam.Karin, Ids.Fabrikam, Blocked),
        ["Luca"] = (WorldIds.Fabrikam.Luca, Ids.Fabrikam, "role FailedBlocks"),
        ["Maya"] = (WorldIds.Fabrikam.Maya, Ids.Fabrikam, ""),
        ["Noor"] = (WorldIds.Fabrikam.Noor, Ids.Fabrikam, "role FailedBlocks"),
    };

    // Daniel and Karin cannot sign in. SharePoint's settings are shown to few roles only, whatever the app may read.
    private static readonly Dictionary<string, (Guid Person, Guid Registration, string NotPassed)> AfterSignIn = new()
    {
        ["Ada"] = (WorldIds.Contoso.Ada, Ids.HelpDesk, ""),
        ["Elif"] = (WorldIds.Contoso.Elif, Ids.HelpDesk, "role FailedBlocks, legacyAuthentication CouldNotBeRead"),
        ["Farid"] = (WorldIds.Contoso.Farid, Ids.HelpDesk, "legacyAuthentication CouldNotBeRead"),
        ["Grace"] = (WorldIds.Contoso.Grace, Ids.HelpDesk, "role FailedBlocks, legacyAuthentication CouldNotBeRead"),
        ["Hana"] = (WorldIds.Fabrikam.Hana, Ids.Fabrikam, ""),
        ["Luca"] = (WorldIds.Fabrikam.Luca, Ids.Fabrikam, "role FailedBlocks, legacyAuthentication CouldNotBeRead"),
        ["Maya"] = (WorldIds.Fabrikam.Maya, Ids.Fabrikam, "legacyAuthentication CouldNotBeRead"),
        ["Noor"] = (WorldIds.Fabrikam.Noor, Ids.Fabrikam, "role FailedBlocks, legacyAuthentication CouldNotBeRead"),
    };

    public static TheoryData<string> PeopleBefore => [.. BeforeSignIn.Keys];

    public static TheoryData<string> PeopleAfter => [.. AfterSignIn.Keys];

    [Theory]
    [MemberData(nameof(PeopleBefore))]
    public async Task Before_sign_in_everybody_gets_their_own_checklist(string name)
    {
        var (person, registration, expected) = BeforeSignIn[name];

        var checklist = await BeforeSignInAsync(person, registration);

        Assert.Equal(expected, NotPassed(checklist));
        Assert.Equal(!expected.Contains("FailedBlocks", StringComparison.Ordinal), MayContinue(checklist));
    }

    [Theory]
    [MemberData(nameof(PeopleAfter))]
    public async Task After_sign_in_everybody_gets_what_their_own_eyes_see(string name)
    {
        var (person, registration, expected) = AfterSignIn[name];

        Assert.Equal(expected, NotPassed(await AfterSignInAsync(person, registration)));
    }

    [Fact]
    public void Nobody_of_the_customers_is_forgotten() => Assert.Equal(
        World.Sandbox.World.Customers.SelectMany(t => t.People).Select(p => p.Id).Order(), BeforeSignIn.Values.Select(c => c.Person).Distinct().Order());

    [Fact]
    public async Task A_role_says_how_it_is_held_and_over_what()
    {
        ChangeContoso(t => t with { Groups = [.. t.Groups.Select(g => g with { ActiveRoles = [DirectoryRole.CloudApplicationAdministrator] })] });
        World.Sandbox.World.ChangePerson(WorldIds.Contoso.Elif, p => p with { ScopedRoles = [new(DirectoryRole.ApplicationAdministrator, $"/{WorldIds.Contoso.HelpDeskApplication}")] });
        World.Sandbox.World.ChangePerson(WorldIds.Contoso.Bruno, p => p with
        {
            ActiveRoles = [],
            ScopedRoles = [new(DirectoryRole.ApplicationAdministrator, $"/administrativeUnits/{Ids.Unknown}")],
        });

        Assert.Contains("(assigned directly)", Evidence(await BeforeSignInAsync(Ada), "role"), StringComparison.Ordinal);
        Assert.Contains("Cloud Application Administrator (through a group)", Evidence(await BeforeSignInAsync(WorldIds.Contoso.Grace), "role"), StringComparison.Ordinal);
        Assert.Contains("Application Administrator for this app", Evidence(await BeforeSignInAsync(WorldIds.Contoso.Elif), "role"), StringComparison.Ordinal);
        var bruno = await BeforeSignInAsync(WorldIds.Contoso.Bruno);
        Assert.Equal("FailedBlocks", Result(bruno, "role"));
        Assert.Contains("for a part of the directory only", Evidence(bruno, "role"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_no_role_is_told_who_does()
    {
        var people = Check(await BeforeSignInAsync(WorldIds.Contoso.Grace), "role")["people"]!.AsArray();

        Assert.Equal(
            ["Ada Lindqvist", "Bruno Weiss", "Chloe Martin", "Daniel Okafor", "Farid Haddad"],
            people.Select(p => (string)p!["name"]!).Order(StringComparer.Ordinal));
        Assert.Contains(people, p => (string?)p!["role"] == "Application Administrator" && (string?)p["login"] == "farid@contoso.onmicrosoft.com");
    }

    [Fact]
    public async Task An_old_HelpDesk_that_takes_passwords_is_blocked_by_all_four_conditions()
    {
        await using var host = await World.StartHostAsync(
            null, ("RenewalService:Registrations:0:SignInRoute", "LegacyPassword"), ("RenewalService:Registrations:0:AboutPage", "https://helpdesk.contoso.example/settings/about"));
        ChangeContoso(t => t with { SecurityDefaults = true });

        var farid = await BeforeSignInAsync(WorldIds.Contoso.Farid, Ids.HelpDesk, host);
        var bruno = await BeforeSignInAsync(WorldIds.Contoso.Bruno, Ids.HelpDesk, host);

        Assert.Equal("LegacyPassword", (string?)bruno["route"]);
        Assert.Equal("https://helpdesk.contoso.example/settings/about", (string?)bruno["aboutPage"]);
        Assert.Equal("role FailedBlocks, multiFactor FailedBlocks, legacyAuthentication FailedBlocks", NotPassed(farid));
        Assert.Equal("loginFormat FailedBlocks, multiFactor FailedBlocks, legacyAuthentication FailedBlocks", NotPassed(bruno));
        Assert.Equal(4, Check(farid, "role")["people"]!.AsArray().Count(p => (string?)p!["role"] == "Global Administrator"));

        // It renews by itself: nobody else begins.
        (await host.NewApi().RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Refused(HttpStatusCode.Conflict, "notRenewable");
        Assert.Empty(Writes());
    }
}
