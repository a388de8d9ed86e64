using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>A hundred confirmations at once, over the wire: one renewal, one new password, and everybody is told which and whose.</summary>
public sealed class ReplicaRaceTests(ServiceWorld world) : ServiceTest(world)
{
    private const int People = 10;

    private static readonly HashSet<string> Active = ["Claimed", "Preflighted", "Staged", "Delivered", "Propagating"];

    [SkippableFact]
    public async Task A_hundred_confirmations_that_reach_two_replicas_at_once_are_one_renewal()
    {
        await using var replicas = await Replicas.StartAsync(World);

        await ConfirmAsync(replicas.First, replicas.Second);
    }

    [Fact]
    public async Task A_hundred_confirmations_that_reach_one_process_at_once_are_one_renewal()
    {
        await using var host = await World.StartHostAsync();

        await ConfirmAsync(host);
    }

    private async Task ConfirmAsync(params ServiceHost[] hosts)
    {
        var confirmations = await ConfirmationsAsync();
        var apis = hosts.Select(h => h.NewApi()).ToList();
        var before = AddInPrincipal.Passwords.Count;
        var starting = hosts.SelectMany(h => h.Logs).Select(l => l.Text).ToList();

        // The add-in's renewal stays active for weeks: nobody can come after its end.
        var answers = await Task.WhenAll(confirmations.Select((c, i) => Task.Run(() => apis[i % apis.Count].RenewAsync(Ids.AddIn, c.Token, c.Key))));
        await hosts[0].RestAsync();

        var winner = confirmations[Array.FindIndex(answers, a => a.Status == HttpStatusCode.Accepted)];
        var renewal = await hosts[^1].QueryAsync(c => c.Renewals.SingleAsync());
        foreach (var (confirmation, answer) in confirmations.Zip(answers))
        {
            AssertTold(answer, confirmation.Key == winner.Key, $"{renewal.Id}", winner.Name);
        }

        Assert.Equal(before + 1, AddInPrincipal.Passwords.Count);
        Assert.Single(Writes(), w => w.Path.EndsWith("/addPassword", StringComparison.Ordinal));
        // Being second is nothing exceptional, for the database neither.
        Assert.Equal([], hosts.SelectMany(h => h.Logs).Where(l => l.Level >= LogLevel.Error).Select(l => l.Text).Except(starting));
        apis.ForEach(a => a.Dispose());
    }

    private static void AssertTold(Answer answer, bool isWinners, string renewal, string winner)
    {
        if (isWinners)
        {
            Assert.Equal(renewal, (string?)answer.Good(HttpStatusCode.Accepted)["id"]);
            return;
        }

        var active = answer.Refused(HttpStatusCode.Conflict, "renewalActive").Json["renewal"]!;
        Assert.Contains(winner, answer.Detail, StringComparison.Ordinal);
        Assert.Equal((renewal, winner), ((string?)active["id"], (string?)active["startedByName"]));
        Assert.Contains((string)active["state"]!, Active);
        Assert.NotEmpty(active["steps"]!.AsArray());
    }

    /// <summary>Ten confirmations each of ten administrators: four keys, of which one is sent seven times.</summary>
    private async Task<List<Confirmation>> ConfirmationsAsync()
    {
        var people = new List<Guid> { Ada, WorldIds.Contoso.Farid };
        var like = World.Sandbox.World.FindPerson(WorldIds.Contoso.Farid)!;
        for (var i = people.Count; i < People; i++)
        {
            var person = like with { Id = Guid.NewGuid(), GivenName = $"Admin{i}", UserPrincipalName = $"admin{i}@contoso.onmicrosoft.com", TeamsId = $"29:1admin{i}" };
            World.Sandbox.World.AddPerson(person);
            people.Add(person.Id);
        }

        var confirmations = new List<Confirmation>();
        foreach (var person in people)
        {
            var (name, token) = (World.Sandbox.World.FindPerson(person)!.Name, await Tokens.OfAsync(person));
            var keys = Enumerable.Range(0, 4).Select(_ => new Confirmation(name, token, $"{Guid.NewGuid()}")).ToList();
            confirmations.AddRange([.. keys, .. Enumerable.Repeat(keys[0], 6)]);
        }

        return confirmations;
    }

    private sealed record Confirmation(string Name, string Token, string Key);
}
