using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>One secret, one renewal, however often and by whomever it is confirmed.</summary>
public sealed class ClaimTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Of_many_confirmations_at_once_one_renews_and_the_others_learn_who()
    {
        var (ada, farid) = (await Tokens.OfAsync(Ada), await Tokens.OfAsync(WorldIds.Contoso.Farid));

        // The add-in, whose renewal stays active for weeks: nobody can come after its end.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Api.RenewAsync(Ids.AddIn, i % 2 == 0 ? ada : farid)));
        await Host.RestAsync();

        var winner = Assert.Single(answers, a => a.Status == HttpStatusCode.Accepted).Json;
        foreach (var loser in answers.Where(a => a.Status != HttpStatusCode.Accepted))
        {
            loser.Refused(HttpStatusCode.Conflict, "renewalActive");
            Assert.Contains((string)winner["startedByName"]!, loser.Detail, StringComparison.Ordinal);
            Assert.Equal((string?)winner["id"], (string?)loser.Json["renewal"]!["id"]);
        }

        Assert.Equal(1, await Host.QueryAsync(c => c.Renewals.CountAsync()));
        Assert.Equal(["addPassword", $"{WorldIds.Contoso.AddInPrincipal}"], Writes().Select(c => c.Path.Split('/')[^1]));
    }

    [Fact]
    public async Task The_same_confirmation_at_once_and_again_is_one_renewal()
    {
        var (token, key) = (await Tokens.OfAsync(Ada), $"{Guid.NewGuid()}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Api.RenewAsync(Ids.HelpDesk, token, key)));
        await Host.RestAsync();
        var late = await Api.RenewAsync(Ids.HelpDesk, token, key);

        Assert.Single(answers.Append(late).Select(a => (string?)a.Good(HttpStatusCode.Accepted)["id"]).Distinct());
        Assert.Equal("Proven", (string?)late.Json["state"]);
        Assert.Equal(2, HelpDeskApplication.Passwords.Count);
    }

    [Fact]
    public async Task A_repetition_after_a_failure_tells_the_failure_and_tries_nothing()
    {
        var (token, key) = (await Tokens.OfAsync(Ada), $"{Guid.NewGuid()}");
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
        {
            AppManagement = new() { IsEnabled = true, Applications = [new() { RestrictionType = "passwordAddition" }] },
        });
        (await Api.RenewAsync(Ids.HelpDesk, token, key)).Good(HttpStatusCode.Accepted);
        await Host.RestAsync();
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with { AppManagement = new() });

        var again = (await Api.RenewAsync(Ids.HelpDesk, token, key)).Good(HttpStatusCode.Accepted);
        await Host.RestAsync();

        Assert.Equal("RolledBack", (string?)again["state"]);
        Assert.Equal("RolledBack", (string?)(await ShowAsync(again))["state"]);
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task Another_persons_key_repeats_nothing_of_theirs()
    {
        var key = $"{Guid.NewGuid()}";
        (await Api.RenewAsync(Ids.AddIn, await Tokens.OfAsync(Ada), key)).Good(HttpStatusCode.Accepted);

        (await Api.RenewAsync(Ids.AddIn, await Tokens.OfAsync(WorldIds.Contoso.Farid), key)).Refused(HttpStatusCode.Conflict, "renewalActive");
    }

    [Fact]
    public async Task Registrations_are_taken_one_by_one()
    {
        var token = await Tokens.OfAsync(Ada);

        var answers = await Task.WhenAll(Api.RenewAsync(Ids.AddIn, token), Api.RenewAsync(Ids.HelpDesk, token));

        Assert.All(answers, a => a.Good(HttpStatusCode.Accepted));
    }

    [Theory]
    [InlineData("")]
    [InlineData("once")]
    public async Task Without_a_key_of_its_own_no_confirmation_counts(string key)
    {
        (await Api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada), key)).Refused(HttpStatusCode.BadRequest, "idempotencyKeyMissing");

        Assert.Empty(Writes());
        Assert.False(await Host.QueryAsync(c => c.Renewals.AnyAsync()));
    }

    [Fact]
    public async Task After_the_end_of_a_renewal_the_next_one_may_start()
    {
        await RenewAsync(Ids.HelpDesk);

        var next = await RenewAsync(Ids.HelpDesk, WorldIds.Contoso.Farid);

        Assert.Equal("Proven", (string?)next["state"]);
        Assert.Equal(2, await Host.QueryAsync(c => c.Renewals.CountAsync()));
    }
}
