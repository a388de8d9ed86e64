using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>What renewals leave behind is known, shown, and removed by whoever signs in for it.</summary>
public sealed class CleanUpTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task An_orphan_is_shown_with_its_registration_and_goes_with_a_clean_up()
    {
        var failed = await OrphanAsync();
        var orphan = Assert.Single((await StatusAsync(Ids.AddIn))["leftovers"]!.AsArray())!;
        Assert.Equal(((Guid)failed["newKeyId"]!, "Orphan"), ((Guid)orphan["keyId"]!, (string)orphan["kind"]!));
        Assert.Equal((Guid)failed["newKeyId"]!, (Guid)failed["orphanKeyId"]!);

        var result = (await CleanUpAsync(Ids.AddIn, WorldIds.Contoso.Farid)).Good();

        Assert.Equal((Guid)failed["newKeyId"]!, (Guid)Assert.Single(result["removed"]!.AsArray())!["keyId"]!);
        Assert.DoesNotContain(AddInPrincipal.Passwords, p => p.KeyId == (Guid)failed["newKeyId"]!);
        Assert.Empty((await StatusAsync(Ids.AddIn))["leftovers"]!.AsArray());
        Assert.Null((await ShowAsync(failed))["orphanKeyId"]);
        Assert.Contains("\"Farid", await JournalAsync(failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_secret_is_retired_as_left_and_then_as_removed()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(15));
        await Host.TickAsync();
        Assert.Equal(("Retired", "LeftToExpire"), Fate(await ShowAsync(renewal)));
        var left = Assert.Single((await StatusAsync(Ids.HelpDesk))["leftovers"]!.AsArray())!;
        Assert.Equal((WorldIds.Contoso.HelpDeskPassword, "Expired"), ((Guid)left["keyId"]!, (string)left["kind"]!));

        (await CleanUpAsync(Ids.HelpDesk, Ada)).Good();

        Assert.Equal(("Retired", "Removed"), Fate(await ShowAsync(renewal)));
        Assert.Equal((Guid)renewal["newKeyId"]!, Assert.Single(HelpDeskApplication.Passwords).KeyId);
    }

    [Fact]
    public async Task An_expired_secret_that_somebody_else_removed_is_found_gone_and_nobody_is_said_to_have_done_it()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(15));
        await Host.TickAsync();
        // As after a clean-up whose process ended before it could say what it had done.
        World.Sandbox.World.Change<Application>(
            WorldIds.Contoso.HelpDeskApplication, a => a with { Passwords = [.. a.Passwords.Where(p => p.KeyId != WorldIds.Contoso.HelpDeskPassword)] });

        (await CleanUpAsync(Ids.HelpDesk, Ada)).Good();

        Assert.Equal(("Retired", "Removed"), Fate(await ShowAsync(renewal)));
        Assert.Contains("was no longer in the directory", await JournalAsync(renewal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_control_secret_goes_with_its_keys_and_not_before_its_week_is_over()
    {
        // The pair of the story's old secret has its dates; that of the one before has others and is nobody's business.
        await RenewAsync(Ids.AddIn);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(75));
        await Host.TickAsync();
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(6));
        await Host.TickAsync();
        Assert.Empty((await CleanUpAsync(Ids.AddIn, Ada)).Good()["removed"]!.AsArray());
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        await Host.TickAsync();
        var before = AddInPrincipal;
        var old = before.Passwords.Single(p => p.KeyId == WorldIds.Contoso.AddInPassword);

        (await CleanUpAsync(Ids.AddIn, Ada)).Good();

        Assert.Equal(before.Passwords.Where(p => p != old), AddInPrincipal.Passwords);
        var pair = before.Keys.Where(k => k.Start == old.Start && k.End == old.End).ToList();
        Assert.Equal(2, pair.Count);
        Assert.Equal(before.Keys.Except(pair), AddInPrincipal.Keys);
    }

    [Fact]
    public async Task Again_is_as_good_as_once_and_nothing_is_written_for_nothing()
    {
        Assert.Empty((await CleanUpAsync(Ids.HelpDesk, Ada)).Good()["removed"]!.AsArray());
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task Who_may_not_renew_may_not_clean_up_either()
    {
        await OrphanAsync();
        var before = AddInPrincipal.Passwords;

        (await CleanUpAsync(Ids.AddIn, WorldIds.Contoso.Elif)).Refused(HttpStatusCode.Forbidden, "roleMissing");

        Assert.Equal(before, AddInPrincipal.Passwords);
    }

    [Fact]
    public async Task Another_tenants_registration_is_not_there()
    {
        (await CleanUpAsync(Ids.Fabrikam, Ada)).Refused(HttpStatusCode.NotFound, "registrationNotFound");
    }

    [Fact]
    public async Task A_directory_that_refuses_is_told_and_the_orphan_stays_known()
    {
        await OrphanAsync();
        World.Fault(new() { Kind = FaultKind.Status, Status = 403, Area = Area.Graph, Path = "*/removePassword" });

        (await CleanUpAsync(Ids.AddIn, Ada)).Refused(HttpStatusCode.Forbidden, "directoryForbidden");

        Assert.Single((await StatusAsync(Ids.AddIn))["leftovers"]!.AsArray());
    }

    private async Task<JsonNode> OrphanAsync()
    {
        World.Fault(new() { Kind = FaultKind.Status, Status = 403, Area = Area.Graph, Method = "PATCH" });
        World.Fault(new() { Kind = FaultKind.Status, Status = 403, Area = Area.Graph, Path = "*/removePassword" });
        return await RenewAsync(Ids.AddIn);
    }

    private async Task<Answer> CleanUpAsync(Guid registration, Guid person) =>
        await Api.PostAsync($"/v1/registrations/{registration}/clean-ups", await Tokens.OfAsync(person));

    private async Task<JsonNode> StatusAsync(Guid registration) =>
        (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray().Single(r => (Guid)r!["id"]! == registration)!;

    private Task<string> JournalAsync(JsonNode renewal) => Host.QueryAsync(c => Task.FromResult(
        string.Join('\n', c.RenewalSteps.Where(s => s.RenewalId == (Guid)renewal["id"]!).OrderBy(s => s.Number).Select(s => $"\"{s.ActorName}\" {s.Evidence}").ToList())));

    private static (string State, string Fate) Fate(JsonNode renewal) => ((string)renewal["state"]!, (string)renewal["oldSecretFate"]!);
}
