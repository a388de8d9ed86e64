using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>Somebody else changes the app's keys while a renewal is at work on them.</summary>
public sealed class ForeignChangeTests(ServiceWorld world) : ServiceTest(world), IDisposable
{
    private readonly List<EventHandler<Call>> _handlers = [];

    [Theory]
    [InlineData("$batch", 1, false)]
    [InlineData("addPassword", 1, false)]
    [InlineData("GET", 1, false)]
    [InlineData("GET", 1, true)]
    // Between the last read and the write only the directory itself can notice.
    [InlineData("GET", 2, true)]
    public async Task A_key_that_somebody_adds_meanwhile_is_not_lost(string after, int time, bool tags)
    {
        World.Switches.Values = World.Switches.Values with { EntityTags = tags };
        var foreign = Key("Verify", days: 300);
        After(after, time, p => p with { Keys = [.. p.Keys, foreign] });
        var before = AddInPrincipal.Keys;

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal("Propagating", (string?)renewal["state"]);
        Assert.Contains(AddInPrincipal.Keys, k => k.KeyId == foreign.KeyId);
        Assert.All(before, k => Assert.Contains(AddInPrincipal.Keys, a => a.KeyId == k.KeyId));
        Assert.Equal(before.Count + 3, AddInPrincipal.Keys.Count);
    }

    [Fact]
    public async Task A_key_that_somebody_removes_before_the_write_does_not_come_back()
    {
        After("GET", 1, p => p with { Keys = [.. p.Keys.Where(k => k.KeyId != WorldIds.Contoso.AddInExpiredSignKey)] });

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal("Propagating", (string?)renewal["state"]);
        Assert.DoesNotContain(AddInPrincipal.Keys, k => k.KeyId == WorldIds.Contoso.AddInExpiredSignKey);
    }

    [Fact]
    public async Task A_live_key_that_is_gone_after_the_write_stops_the_renewal_and_is_named()
    {
        After("PATCH", 1, p => p with { Keys = [.. p.Keys.Where(k => k.KeyId != WorldIds.Contoso.AddInSignKey)] });

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal("NeedsPerson", (string?)renewal["state"]);
        Assert.Contains($"{WorldIds.Contoso.AddInSignKey}", (string?)renewal["cause"], StringComparison.Ordinal);
        Assert.DoesNotContain("Delivered", States(renewal));
    }

    [Theory]
    [InlineData("keyCredentials")]
    [InlineData("passwordCredentials")]
    public async Task What_the_directory_leaves_out_of_an_answer_is_not_taken_for_none(string leftOut)
    {
        var before = AddInPrincipal;
        var answer = new JsonObject { ["id"] = $"{before.Id}", ["appId"] = $"{before.AppId}", ["keyCredentials"] = new JsonArray(), ["passwordCredentials"] = new JsonArray() };
        answer.Remove(leftOut);
        World.Fault(new() { Kind = FaultKind.Status, Status = 200, Area = Area.Graph, Method = "GET", Path = $"*/servicePrincipals/{before.Id}", Body = answer });

        var renewal = await RenewAsync(Ids.AddIn);

        Assert.Equal("RolledBack", (string?)renewal["state"]);
        Assert.Contains("left out the app's credentials", (string?)renewal["cause"], StringComparison.Ordinal);
        Assert.Equal(before.Keys, AddInPrincipal.Keys);
        Assert.Equal(before.Passwords, AddInPrincipal.Passwords);
    }

    [Fact]
    public async Task A_password_that_somebody_adds_meanwhile_stays()
    {
        var foreign = AddInPrincipal.Passwords[0] with { KeyId = Guid.NewGuid(), Secret = SecretValue.Create(), End = World.Sandbox.Clock.GetUtcNow().AddDays(90) };
        After("addPassword", 1, p => p with { Passwords = [.. p.Passwords, foreign] });

        await RenewAsync(Ids.AddIn);

        Assert.Contains(AddInPrincipal.Passwords, p => p.KeyId == foreign.KeyId);
    }

    [Fact]
    public async Task Whatever_keys_there_are_and_whoever_changes_them_no_live_key_disappears()
    {
        var random = new Random(20261129);
        for (var round = 0; round < 25; round++)
        {
            await World.StartOverAsync();
            World.Switches.Values = World.Switches.Values with { NullKeyAccepted = random.Next(2) == 0, EntityTags = random.Next(2) == 0 };
            World.Sandbox.World.Change<ServicePrincipal>(WorldIds.Contoso.AddInPrincipal, p => p with { Keys = [.. p.Keys, .. Some(random, 9)] });
            var expected = AddInPrincipal.Keys.ToDictionary(k => k.KeyId);
            foreach (var key in Some(random, 3))
            {
                After("GET", 1, p => p with { Keys = [.. p.Keys, key] });
                expected[key.KeyId] = key;
            }

            var renewal = await RenewAsync(Ids.AddIn);

            var seed = $"Round {round}: {(string?)renewal["cause"]}";
            Assert.True((string?)renewal["state"] == "Propagating", seed);
            Assert.True(expected.Values.All(k => AddInPrincipal.Keys.Any(a => a.KeyId == k.KeyId && a.Key.Span.SequenceEqual(k.Key.Span) && a.End == k.End)), seed);
            Assert.True(AddInPrincipal.Keys.Count == expected.Count + 2, seed);
        }
    }

    public void Dispose() => Forget();

    private IEnumerable<KeyCredential> Some(Random random, int most) =>
        [.. Enumerable.Range(0, random.Next(0, most)).Select(_ => Key(random.Next(2) == 0 ? "Sign" : "Verify", random.Next(-400, 700)))];

    private KeyCredential Key(string usage, int days) => new()
    {
        KeyId = Guid.NewGuid(),
        Type = KeyCredential.Symmetric,
        Usage = usage,
        Key = Guid.NewGuid().ToByteArray(),
        DisplayName = "somebody else's",
        Start = World.Sandbox.Clock.GetUtcNow().AddDays(days - 365),
        End = World.Sandbox.Clock.GetUtcNow().AddDays(days),
        WrittenAt = World.Sandbox.Clock.GetUtcNow().AddDays(days - 365),
    };

    /// <summary>Changes the add-in's principal once, right after the sandbox has served a call.</summary>
    private void After(string call, int time, Func<ServicePrincipal, ServicePrincipal> change)
    {
        var left = time;
        _handlers.Add((_, served) =>
        {
            if (served.Area is Area.Graph && Is(served, call) && Interlocked.Decrement(ref left) == 0)
            {
                World.Sandbox.World.Change(WorldIds.Contoso.AddInPrincipal, change);
            }
        });
        World.Sandbox.Calls.Recorded += _handlers[^1];
    }

    /// <summary>A read or a write is of the principal itself, not one of a batch.</summary>
    private static bool Is(Call served, string call) => call is "GET" or "PATCH"
        ? served.Method == call && served.Path.EndsWith($"{WorldIds.Contoso.AddInPrincipal}", StringComparison.Ordinal)
        : served.Path.EndsWith(call, StringComparison.Ordinal);

    private void Forget()
    {
        foreach (var handler in _handlers)
        {
            World.Sandbox.Calls.Recorded -= handler;
        }
    }
}
