using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Checks;

public abstract class CheckTest(ServiceWorld world) : ServiceTest(world)
{
    protected static string Result(JsonNode checklist, string name) => (string)Check(checklist, name)["result"]!;

    protected static string Evidence(JsonNode checklist, string name) => (string)Check(checklist, name)["evidence"]!;

    protected static JsonNode Check(JsonNode checklist, string name)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return checklist["checks"]!.AsArray().Single(c => (string?)c!["name"] == name)!;
    }

    protected static bool MayContinue(JsonNode checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return (bool)checklist["mayContinue"]!;
    }

    /// <summary>The checks of a result, in the checklist's order.</summary>
    protected static IEnumerable<string> With(JsonNode checklist, string result)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return checklist["checks"]!.AsArray().Where(c => (string?)c!["result"] == result).Select(c => (string)c!["name"]!);
    }

    /// <summary>What does not pass, as "role FailedBlocks, loginFormat FailedDoesNotBlock".</summary>
    protected static string NotPassed(JsonNode checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return string.Join(", ", checklist["checks"]!.AsArray().Where(c => (string?)c!["result"] is not "Passed").Select(c => $"{c!["name"]} {c["result"]}"));
    }

    protected static string ChecksOf(Guid person, Guid registration) =>
        $"{Routes.OfPerson(registration == Ids.Fabrikam ? WorldIds.Fabrikam.Tenant : WorldIds.Contoso.Tenant, person)}/registrations/{registration}/checks";

    protected Task<JsonNode> BeforeSignInAsync(Guid person) => BeforeSignInAsync(person, Ids.HelpDesk);

    /// <summary>A person's checklist before they sign in. They watch the registration from now on: nobody else is looked at.</summary>
    protected async Task<JsonNode> BeforeSignInAsync(Guid person, Guid registration, ServiceHost? host = null)
    {
        await WatchAsync(registration, person, host);
        using var api = (host ?? Host).NewApi();
        return (await api.PostAsync(ChecksOf(person, registration), await Tokens.OfBotAsync())).Good();
    }

    protected async Task<JsonNode> AfterSignInAsync(Guid person, Guid registration) =>
        (await Api.PostAsync($"/v1/registrations/{registration}/checks", await Tokens.OfAsync(person))).Good();

    protected Task<int> WatchAsync(Guid registration, Guid person, ServiceHost? host = null) => (host ?? Host).QueryAsync(async c =>
    {
        if (!await c.Watchers.AnyAsync(w => w.RegistrationId == registration && w.PersonId == $"{person}"))
        {
            c.Watchers.Add(new() { RegistrationId = registration, PersonId = $"{person}", Since = World.Sandbox.Clock.GetUtcNow() });
        }

        return await c.SaveChangesAsync();
    });

    protected void ChangeContoso(Func<Tenant, Tenant> change) => World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, change);
}
