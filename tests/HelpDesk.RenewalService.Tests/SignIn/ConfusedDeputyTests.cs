using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.SignIn;

/// <summary>The bot is believed who it is, not whom it names.</summary>
public sealed class ConfusedDeputyTests(ServiceWorld world) : RefusalTest(world)
{
    public static TheoryData<Guid, Guid> Strangers => new()
    {
        // Of the tenant, but watching nothing.
        { WorldIds.Contoso.Tenant, WorldIds.Contoso.Grace },
        // A watcher, named in another customer's tenant.
        { WorldIds.Fabrikam.Tenant, WorldIds.Contoso.Ada },
        { WorldIds.Contoso.Tenant, WorldIds.Fabrikam.Hana },
        { WorldIds.Vendor.Tenant, WorldIds.Vendor.Olivia },
        { Ids.Unknown, Ids.Unknown },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Who_watches_nothing_in_that_tenant_is_not_spoken_for(Guid tenant, Guid person)
    {
        var root = Routes.OfPerson(tenant, person);
        var token = await Tokens.OfBotAsync();

        foreach (var registration in new[] { Ids.HelpDesk, Ids.Fabrikam })
        {
            (await Api.GetAsync($"{root}/registrations", token)).Refused(HttpStatusCode.NotFound, "notAWatcher");
            (await Api.GetAsync($"{root}/registrations/{registration}/renewals", token)).Refused(HttpStatusCode.NotFound, "notAWatcher");
            (await Api.PostAsync($"{root}/registrations/{registration}/checks", token)).Refused(HttpStatusCode.NotFound, "notAWatcher");
        }

        Assert.DoesNotContain(World.Sandbox.Calls.Calls, c => c.Area is Area.Graph);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task A_watcher_gets_no_registration_of_another_tenant()
    {
        var root = $"{Routes.OfPerson(WorldIds.Contoso.Tenant, Ada)}/registrations/{Ids.Fabrikam}";
        var token = await Tokens.OfBotAsync();

        (await Api.GetAsync($"{root}/renewals", token)).Refused(HttpStatusCode.NotFound, "notAWatcher");
        (await Api.PostAsync($"{root}/checks", token)).Refused(HttpStatusCode.NotFound, "notAWatcher");
    }

    [Fact]
    public async Task A_watcher_gets_what_they_watch()
    {
        var watched = (await Api.GetAsync($"{Routes.OfPerson(WorldIds.Contoso.Tenant, Ada)}/registrations", await Tokens.OfBotAsync())).Good().AsArray();

        Assert.Equal([Ids.HelpDesk, Ids.AddIn], watched.Select(r => (Guid)r!["id"]!));
    }
}
