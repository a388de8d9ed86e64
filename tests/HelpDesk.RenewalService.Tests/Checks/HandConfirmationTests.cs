using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>An admin's word: kept with their name and the time, and shown beside the result.</summary>
public sealed class HandConfirmationTests(ServiceWorld world) : CheckTest(world)
{
    public static TheoryData<Guid, Guid> Strangers => new()
    {
        // Of the tenant, but watching nothing.
        { WorldIds.Contoso.Tenant, WorldIds.Contoso.Grace },
        // Of another tenant, named in either.
        { WorldIds.Contoso.Tenant, WorldIds.Fabrikam.Hana },
        { WorldIds.Fabrikam.Tenant, WorldIds.Fabrikam.Hana },
    };

    [Fact]
    public async Task What_an_admin_says_is_on_the_next_checklist_and_the_result_stays()
    {
        var answer = await SayAsync(WorldIds.Contoso.Tenant, Ada, "sharePointApps", new { personName = "Ada Lindqvist" });

        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Text));
        var checklist = await AfterSignInAsync(WorldIds.Contoso.Farid, Ids.AddIn);
        Assert.Equal("CannotTell", Result(checklist, "sharePointApps"));
        var confirmed = Check(checklist, "sharePointApps")["confirmed"]!;
        Assert.Equal("Ada Lindqvist", (string?)confirmed["personName"]);
        var age = World.Sandbox.Clock.GetUtcNow() - (DateTimeOffset)confirmed["at"]!;
        Assert.InRange(age, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Null(Check(checklist, "vaultSecret")["confirmed"]);
        Assert.Null(Check(await AfterSignInAsync(Ada, Ids.HelpDesk), "role")["confirmed"]);
    }

    [Fact]
    public async Task A_word_about_the_app_counts_for_colleagues_and_one_about_an_account_only_for_itself()
    {
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
        {
            ConditionalAccess = [new() { DisplayName = "Devices", IncludeUsers = ["All"], IncludeApplications = ["All"], Controls = ["compliantDevice"] }],
        });
        await SayAsync(WorldIds.Contoso.Tenant, Ada, "sharePointApps", new { personName = "Ada Lindqvist" });
        await SayAsync(WorldIds.Contoso.Tenant, Ada, "conditionalAccess", new { personName = "Ada Lindqvist" });

        var (ada, bruno) = (await BeforeSignInAsync(Ada, Ids.AddIn), await BeforeSignInAsync(WorldIds.Contoso.Bruno, Ids.AddIn));

        Assert.All([ada, bruno], list => Assert.NotNull(Check(list, "sharePointApps")["confirmed"]));
        Assert.NotNull(Check(ada, "conditionalAccess")["confirmed"]);
        Assert.Null(Check(bruno, "conditionalAccess")["confirmed"]);
    }

    [Theory]
    [InlineData("weather", "{\"personName\":\"Ada Lindqvist\"}")]
    [InlineData("Role", "{\"personName\":\"Ada Lindqvist\"}")]
    [InlineData("role", "{}")]
    [InlineData("role", "{\"personName\":\" \"}")]
    public async Task A_word_on_nothing_or_of_nobody_is_refused(string check, string body) =>
        (await SayAsync(WorldIds.Contoso.Tenant, Ada, check, JsonNode.Parse(body)!)).Refused(HttpStatusCode.BadRequest, "badRequest");

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_s_word_is_refused_and_not_kept(Guid tenant, Guid person)
    {
        (await SayAsync(tenant, person, "sharePointApps", new { personName = "Hana Novak" })).Refused(HttpStatusCode.NotFound, "notAWatcher");

        Assert.Null(Check(await AfterSignInAsync(Ada, Ids.AddIn), "sharePointApps")["confirmed"]);
    }

    private async Task<Answer> SayAsync(Guid tenant, Guid person, string check, object body)
    {
        using var content = JsonContent.Create(body);
        return await Api.PostAsync($"{Routes.OfPerson(tenant, person)}/registrations/{Ids.AddIn}/checks/{check}/confirmation", await Tokens.OfBotAsync(), content);
    }
}
