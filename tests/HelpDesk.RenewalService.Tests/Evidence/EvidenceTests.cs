using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Evidence;

/// <summary>What is kept of a renewal, over the wire.</summary>
public sealed class EvidenceTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task The_record_says_who_by_which_role_did_what_to_which_credential_and_how_it_was_proven()
    {
        var old = HelpDeskApplication.Passwords.Single();
        var renewal = await RenewAsync(Ids.HelpDesk, WorldIds.Contoso.Farid);

        var record = (await EvidenceAsync(renewal)).Good()["record"]!;

        Assert.Equal("helpdesk-renewal-evidence/1", (string)record["format"]!);
        Assert.Equal(
            ("Farid Haddad", "farid@contoso.onmicrosoft.com", "Application Administrator", $"{WorldIds.Contoso.Farid}"),
            ((string)record["confirmedBy"]!["name"]!, (string)record["confirmedBy"]!["login"]!, (string)record["confirmedBy"]!["role"]!, (string)record["confirmedBy"]!["id"]!));
        Assert.Equal($"applications/{WorldIds.Contoso.HelpDeskApplication}", (string)record["writtenTo"]!);
        Assert.Equal([old.KeyId], KeyIds(record["credentialsBefore"]!));
        Assert.Equal([old.KeyId, (Guid)renewal["newKeyId"]!], KeyIds(record["credentialsAfter"]!));
        Assert.Equal(("Proven", 1), ((string)record["state"]!, (int)record["proofAttempts"]!));
        Assert.Contains(record["steps"]!.AsArray(), s => ((string)s!["evidence"]!).Contains("Adding a password", StringComparison.Ordinal));
        Assert.Contains(record["checks"]!.AsArray(), c => (string)c!["name"]! == "App-management policies" && (string)c["finding"]! == "Allow it.");
    }

    [Fact]
    public async Task Each_request_is_there_with_its_time_its_answer_and_the_other_sides_request_ID()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);

        var calls = (await EvidenceAsync(renewal)).Good()["record"]!["calls"]!.AsArray();

        Assert.Equal(["token", "$batch", "addPassword", "token"], calls.Where(c => (string)c!["method"]! == "POST").Select(c => ((string)c!["address"]!).Split('/')[^1]));
        Assert.All(calls, c => Assert.True((int)c!["status"]! == 200 && !((string)c["address"]!).Contains('?', StringComparison.Ordinal)));
        Assert.All(calls.Where(c => ((string)c!["address"]!).Contains("/v1.0/", StringComparison.Ordinal)), c => Assert.True(Guid.TryParse((string?)c!["requestId"], out _)));
    }

    [Fact]
    public async Task An_access_control_renewal_shows_all_keys_before_and_after()
    {
        var before = AddInPrincipal;
        var renewal = await RenewAsync(Ids.AddIn);

        var record = (await EvidenceAsync(renewal)).Good()["record"]!;

        Assert.Equal(before.Passwords.Select(p => p.KeyId).Concat(before.Keys.Select(k => k.KeyId)).Order(), KeyIds(record["credentialsBefore"]!).Order());
        Assert.Equal(AddInPrincipal.Passwords.Select(p => p.KeyId).Concat(AddInPrincipal.Keys.Select(k => k.KeyId)).Order(), KeyIds(record["credentialsAfter"]!).Order());
        Assert.Equal(2, record["credentialsAfter"]!.AsArray().Count(c => (DateTimeOffset)c!["ends"]! == (DateTimeOffset)renewal["newSecretExpires"]! && ((string)c["kind"]!).StartsWith("Symmetric", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_renewal_has_a_record_too()
    {
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
        {
            AppManagement = new() { IsEnabled = true, Applications = [new() { RestrictionType = "passwordAddition" }] },
        });
        var renewal = await RenewAsync(Ids.HelpDesk);

        var record = (await EvidenceAsync(renewal)).Good()["record"]!;

        Assert.Equal(("RolledBack", (string)renewal["cause"]!), ((string)record["state"]!, (string)record["cause"]!));
        Assert.Null(record["newKeyId"]);
    }

    [Fact]
    public async Task The_head_on_the_renewal_is_the_seal_and_anybody_with_the_key_can_compute_it()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var answer = await EvidenceAsync(renewal);
        var evidence = answer.Good();
        var key = await Host.Services.GetRequiredService<ISecretVault>().ReadAsync(Guid.Empty, $"EvidenceKey-{(Guid)evidence["keyId"]!:N}", default);

        // The record stands in the answer byte for byte as it was sealed.
        var content = answer.Text[(answer.Text.IndexOf("\"record\":", StringComparison.Ordinal) + "\"record\":".Length)..^1];
        Assert.Equal(await Host.QueryAsync(c => c.Evidence.Where(e => e.RenewalId == (Guid)renewal["id"]!).OrderByDescending(e => e.Number).Select(e => e.Content).FirstAsync()), content);
        var at = $"{(DateTimeOffset)evidence["sealedAt"]!:yyyy-MM-ddTHH:mm:ss.fffZ}";
        var sealedText = $"{WorldIds.Contoso.Tenant}\n{evidence["number"]}\n{renewal["id"]}\n{at}\n{evidence["previous"]}\n{content}";
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromBase64String(key!.Secret.Reveal()), Encoding.UTF8.GetBytes(sealedText)));

        Assert.Equal(expected, (string)evidence["head"]!);
        Assert.Equal(((string)evidence["head"]!, (long)evidence["number"]!), ((string)renewal["evidenceHead"]!, (long)renewal["evidenceNumber"]!));
        Assert.Contains(Host.Logs, l => l.Text.Contains((string)evidence["head"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_for_people_says_the_same()
    {
        var renewal = await RenewAsync(Ids.AddIn);

        var page = await Api.SendAsync(HttpMethod.Get, PathOf(renewal), await Tokens.OfAsync(Ada), null, ("Accept", "text/html"));

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (page.Status, page.ContentType));
        Assert.All(
            ["Ada Lindqvist", "HelpDesk for SharePoint: Propagating", (string)renewal["newKeyId"]!, "Symmetric Sign", "oauth2/v2.0/token", (string)renewal["evidenceHead"]!],
            t => Assert.Contains(t, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Names_of_the_directory_are_text_on_the_page()
    {
        await Host.QueryAsync(async c => await c.Registrations.Where(r => r.Id == Ids.HelpDesk).ExecuteUpdateAsync(s => s.SetProperty(r => r.DisplayName, "<img src=x onerror=alert(1)>")));
        var renewal = await RenewAsync(Ids.HelpDesk);

        var page = await Api.SendAsync(HttpMethod.Get, PathOf(renewal), await Tokens.OfAsync(Ada), null, ("Accept", "text/html"));

        Assert.Contains("&lt;img src=x", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_says_that_all_is_there_and_finds_what_is_not()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var sound = await VerifyAsync((string)renewal["evidenceHead"]!);
        Assert.Equal((true, 5L, (string)renewal["evidenceHead"]!), ((bool)sound["isIntact"]!, (long)sound["records"]!, (string)sound["head"]!));

        await Host.QueryAsync(async c => await c.Evidence.Where(e => e.Number == 4).ExecuteUpdateAsync(s => s.SetProperty(e => e.Content, e => e.Content.Replace("Ada", "Eve"))));

        var changed = await VerifyAsync(null);
        Assert.False((bool)changed["isIntact"]!);
        Assert.StartsWith("Record 4 was changed", (string)Assert.Single(changed["problems"]!.AsArray())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_reads_and_verifies_for_whoever_watches()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var (bot, person) = (await Tokens.OfBotAsync(), Routes.OfPerson(WorldIds.Contoso.Tenant, Ada));

        var evidence = (await Api.GetAsync($"{person}/registrations/{Ids.HelpDesk}/renewals/{renewal["id"]}/evidence", bot)).Good();
        var verification = (await Api.GetAsync($"{person}/evidence/verification?head={renewal["evidenceHead"]}", bot)).Good();

        Assert.Equal((string)renewal["evidenceHead"]!, (string)evidence["head"]!);
        Assert.True((bool)verification["isIntact"]!);
    }

    [Fact]
    public async Task Another_tenant_reads_nothing_of_it()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var hana = await Tokens.OfAsync(WorldIds.Fabrikam.Hana);

        (await Api.GetAsync(PathOf(renewal), hana)).Refused(HttpStatusCode.NotFound, "renewalNotFound");
        (await Api.GetAsync(PathOf(renewal).Replace($"{Ids.HelpDesk}", $"{Ids.Fabrikam}", StringComparison.Ordinal), hana)).Refused(HttpStatusCode.NotFound, "renewalNotFound");
        Assert.Equal(0, (long)(await Api.GetAsync("/v1/me/evidence/verification", hana)).Good()["records"]!);
    }

    [Fact]
    public async Task After_a_restart_the_same_key_seals_and_without_it_nothing_is_called_sound()
    {
        var folder = World.NewFolder();
        await using (var host = await World.StartHostAsync(folder))
        {
            await RenewAtAsync(host);
        }

        await using var again = await World.StartHostAsync(folder);
        await RenewAtAsync(again);
        using var api = again.NewApi();
        var verification = (await api.GetAsync("/v1/me/evidence/verification", await Tokens.OfAsync(Ada))).Good();
        Assert.Equal((true, 10L), ((bool)verification["isIntact"]!, (long)verification["records"]!));
        Assert.Single(await again.QueryAsync(c => c.Evidence.Select(e => e.KeyId).Distinct().ToListAsync()));
    }

    private async Task RenewAtAsync(ServiceHost host)
    {
        using var api = host.NewApi();
        (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Good(HttpStatusCode.Accepted);
        await host.RestAsync();
    }

    private async Task<Answer> EvidenceAsync(JsonNode renewal) => await Api.GetAsync(PathOf(renewal), await Tokens.OfAsync(Ada));

    private async Task<JsonNode> VerifyAsync(string? head) => (await Api.GetAsync($"/v1/me/evidence/verification?head={head}", await Tokens.OfAsync(Ada))).Good();

    private static string PathOf(JsonNode renewal) => $"/v1/registrations/{renewal["registrationId"]}/renewals/{renewal["id"]}/evidence";

    private static IEnumerable<Guid> KeyIds(JsonNode credentials) => credentials.AsArray().Select(c => (Guid)c!["keyId"]!);
}
