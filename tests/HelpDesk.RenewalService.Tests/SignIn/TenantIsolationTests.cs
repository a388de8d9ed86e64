using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.SignIn;

/// <summary>On every route: nobody of one tenant reads, writes or learns anything of another.</summary>
public sealed class TenantIsolationTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task A_person_of_another_tenant_gets_nothing_of_Contosos_on_any_route()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var before = HelpDeskApplication.Passwords;
        var hana = await Tokens.OfAsync(WorldIds.Fabrikam.Hana);
        foreach (var route in Routes.OfPeople)
        {
            var path = route.Path.Replace($"{Ids.Unknown}", (string)renewal["id"]!, StringComparison.Ordinal);

            var answer = await Api.SendAsync(new(route.Method), path, hana, null, ("Idempotency-Key", $"{Guid.NewGuid()}"));

            Assert.True(path.Contains($"{Ids.HelpDesk}", StringComparison.Ordinal) == (answer.Status is HttpStatusCode.NotFound), $"{route}: {answer.Status}");
            AssertNothingOfContoso(route, answer);
        }

        await Host.RestAsync();
        Assert.Equal(before, HelpDeskApplication.Passwords);
        Assert.Equal(1, await Host.QueryAsync(c => c.Renewals.CountAsync()));
    }

    [Fact]
    public async Task The_bot_speaking_for_a_person_of_another_tenant_gets_nothing_of_Contosos_on_any_route()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var bot = await Tokens.OfBotAsync();
        var (watcher, hana) = (Routes.OfPerson(WorldIds.Contoso.Tenant, Ada), Routes.OfPerson(WorldIds.Fabrikam.Tenant, WorldIds.Fabrikam.Hana));
        foreach (var route in Routes.OfBot.Where(r => r.Path.StartsWith(watcher, StringComparison.Ordinal)))
        {
            var path = route.Path.Replace(watcher, hana, StringComparison.Ordinal).Replace($"{Ids.Unknown}", (string)renewal["id"]!, StringComparison.Ordinal);

            var answer = await Api.SendAsync(new(route.Method), path, bot);

            AssertNothingOfContoso(route, answer);
            Assert.True(!path.Contains($"{Ids.HelpDesk}", StringComparison.Ordinal) || answer.Status is HttpStatusCode.NotFound, $"{route}: {answer.Status}");
        }
    }

    [Fact]
    public async Task The_bot_naming_a_person_of_one_tenant_in_another_gets_nothing()
    {
        await RenewAsync(Ids.HelpDesk);
        var mixed = Routes.OfPerson(WorldIds.Contoso.Tenant, WorldIds.Fabrikam.Hana);

        foreach (var path in new[] { "registrations", $"registrations/{Ids.HelpDesk}/renewals", "evidence/verification" })
        {
            (await Api.GetAsync($"{mixed}/{path}", await Tokens.OfBotAsync())).Refused(HttpStatusCode.NotFound, "notAWatcher");
        }
    }

    private static void AssertNothingOfContoso(Route route, Answer answer)
    {
        foreach (var told in new[] { $"{WorldIds.Contoso.Tenant}", "Contoso", "Ada Lindqvist", $"{WorldIds.Contoso.HelpDeskApp}" })
        {
            Assert.False(answer.Text.Contains(told, StringComparison.OrdinalIgnoreCase), $"{route} told {told}.");
        }
    }
}
