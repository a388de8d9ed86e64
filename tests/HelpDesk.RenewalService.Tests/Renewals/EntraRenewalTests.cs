using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Renewals;

public sealed class EntraRenewalTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task The_confirmation_is_answered_at_once_with_the_place_to_look()
    {
        var answer = await Api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada));

        var renewal = answer.Good(HttpStatusCode.Accepted);
        Assert.Equal($"/v1/registrations/{Ids.HelpDesk}/renewals/{renewal["id"]}", answer.Headers["Location"]);
        Assert.Equal("EntraApplication", (string?)renewal["strategy"]);
        Assert.Equal($"{Ada}", (string?)renewal["startedById"]);
        Assert.Equal("Ada Lindqvist", (string?)renewal["startedByName"]);
    }

    [Fact]
    public async Task It_goes_from_the_claim_to_the_proof()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);

        Assert.Equal("Proven", (string?)renewal["state"]);
        Assert.Equal(["Claimed", "Preflighted", "Staged", "Delivered", "Proven"], States(renewal));
        Assert.Null(renewal["cause"]);
        Assert.All(renewal["steps"]!.AsArray(), s => Assert.NotEmpty((string)s!["evidence"]!));
    }

    [Fact]
    public async Task The_directory_holds_the_new_secret_beside_the_old_one()
    {
        var old = HelpDeskApplication.Passwords.Single();

        var renewal = await RenewAsync(Ids.HelpDesk);

        Assert.Equal(2, HelpDeskApplication.Passwords.Count);
        Assert.Contains(old, HelpDeskApplication.Passwords);
        var added = HelpDeskApplication.Passwords.Single(p => p.KeyId == (Guid)renewal["newKeyId"]!);
        Assert.Equal(added.End, (DateTimeOffset)renewal["newSecretExpires"]!);
        Assert.Equal(old.End, (DateTimeOffset)renewal["oldSecretExpires"]!);
        // An Entra application has no use for symmetric keys.
        Assert.Empty(HelpDeskApplication.Keys);
        Assert.Equal("addPassword", Assert.Single(Writes()).Path.Split('/')[^1]);
    }

    [Fact]
    public async Task The_write_is_made_on_behalf_of_the_admin_and_by_nobody_else()
    {
        await RenewAsync(Ids.HelpDesk, WorldIds.Contoso.Farid);

        Assert.All(Writes(), c => Assert.Equal("HelpDesk Renewal Service for farid@contoso.onmicrosoft.com", c.Caller));
    }

    [Fact]
    public async Task The_proof_is_a_token_that_was_issued_for_the_new_secret()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);

        var asked = World.Sandbox.Calls.Calls.Where(c => c.Area is Area.Identity && c.Caller == "HelpDesk").ToList();
        var proof = Assert.Single(asked);
        Assert.Equal(200, proof.Status);
        Assert.Equal($"token for the app at https://graph.microsoft.com with secret {renewal["newKeyId"]}", proof.Effect);
    }

    [Fact]
    public async Task A_secret_that_Entra_does_not_know_yet_is_tried_again_until_it_does()
    {
        World.Switches.Values = World.Switches.Values with { EntraReplication = TimeSpan.FromSeconds(1) };

        var renewal = await RenewAsync(Ids.HelpDesk);

        Assert.Equal("Proven", (string?)renewal["state"]);
        var asked = World.Sandbox.Calls.Calls.Where(c => c.Area is Area.Identity && c.Path.StartsWith($"/{WorldIds.Contoso.Tenant}/", StringComparison.Ordinal)).ToList();
        Assert.Contains(asked, c => c.Effect == "refused: AADSTS7000215");
    }

    [Fact]
    public async Task The_status_shows_the_new_date_as_soon_as_the_renewal_rests()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);

        var mine = (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray();
        var helpDesk = mine.Single(r => (Guid)r!["id"]! == Ids.HelpDesk)!;
        Assert.Equal("Healthy", (string?)helpDesk["status"]);
        Assert.Equal((Guid)renewal["newKeyId"]!, (Guid)helpDesk["keyId"]!);
        Assert.Equal("Proven", (string?)helpDesk["latestRenewal"]!["state"]);
    }

    [Fact]
    public async Task Once_the_old_secret_has_expired_it_is_retired_and_nothing_is_deleted_in_the_directory()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(14));
        await Host.TickAsync();

        Assert.Equal("Retired", (string?)(await ShowAsync(renewal))["state"]);
        Assert.Equal(2, HelpDeskApplication.Passwords.Count);
        Assert.Single(Writes());
    }

    [Fact]
    public async Task The_next_renewal_keeps_the_present_value_as_the_secondary_one()
    {
        Assert.False((bool)(await RenewAsync(Ids.HelpDesk))["oldSecretInVault"]!);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));

        var second = await RenewAsync(Ids.HelpDesk);

        Assert.Equal("Proven", (string?)second["state"]);
        Assert.True((bool)second["oldSecretInVault"]!);
        Assert.Equal(3, HelpDeskApplication.Passwords.Count);
    }

    [Fact]
    public async Task The_bot_sees_the_history_of_what_the_person_watches()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);

        var history = (await Api.GetAsync(
            $"{Routes.OfPerson(WorldIds.Contoso.Tenant, Ada)}/registrations/{Ids.HelpDesk}/renewals", await Tokens.OfBotAsync())).Good().AsArray();

        Assert.True(JsonNode.DeepEquals(renewal, Assert.Single(history)));
    }

    [Fact]
    public async Task A_secret_lasts_no_longer_than_the_tenants_policy_allows()
    {
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
        {
            AppManagement = new AppManagementPolicy
            {
                IsEnabled = true,
                Applications = [new CredentialRestriction { RestrictionType = "passwordLifetime", MaxLifetime = TimeSpan.FromDays(180) }],
            },
        });

        var renewal = await RenewAsync(Ids.HelpDesk);

        Assert.Equal("Proven", (string?)renewal["state"]);
        var left = (DateTimeOffset)renewal["newSecretExpires"]! - World.Sandbox.Clock.GetUtcNow();
        Assert.InRange(left.TotalDays, 179, 180);
    }
}
