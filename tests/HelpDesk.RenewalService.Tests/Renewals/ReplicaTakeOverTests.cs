using System.Net;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;
using HelpDesk.RenewalService.Renewals;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using HelpDesk.Storage.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>One replica works on a renewal; another goes on with it when that one is gone, and writes nothing without a sign-in.</summary>
public sealed class ReplicaTakeOverTests(ServiceWorld world) : ServiceTest(world)
{
    private static readonly TimeSpan AfterTheLease = TimeSpan.FromMinutes(6);

    [SkippableFact]
    public async Task What_a_killed_replica_left_waits_for_its_lease_and_then_for_a_sign_in()
    {
        await using var replicas = await Replicas.StartAsync(World);
        await using (var killed = replicas.NewProcess())
        {
            await killed.StartAsync();
            HoldAddPassword();
            (await killed.Api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Good(HttpStatusCode.Accepted);
            await IsHeldAsync();
        }

        await Task.WhenAll(replicas.First.BeatAsync(), replicas.Second.BeatAsync());
        var left = await RenewalAsync(replicas.First);
        Assert.Equal((RenewalState.Preflighted, Intent.AddPassword), (left.State, left.Intent));

        World.Sandbox.Clock.Advance(AfterTheLease);
        await replicas.First.TickAsync();

        Assert.Equal(RenewalState.NeedsSignIn, (await RenewalAsync(replicas.Second)).State);
        Assert.Empty(WritesOf(replicas.First).Concat(WritesOf(replicas.Second)));
        await SignInAsync(replicas.Second);
    }

    [SkippableFact]
    public async Task A_replica_that_hung_longer_than_its_lease_stops_when_it_comes_back()
    {
        await using var replicas = await Replicas.StartAsync(World);
        await replicas.First.StandByAsync();
        HoldAddPassword();
        using (var api = replicas.First.NewApi())
        {
            (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Good(HttpStatusCode.Accepted);
        }

        await IsHeldAsync();
        World.Sandbox.Clock.Advance(AfterTheLease);
        await replicas.Second.TickAsync();
        Assert.Equal(RenewalState.NeedsSignIn, (await RenewalAsync(replicas.Second)).State);
        Assert.Empty(WritesOf(replicas.Second));

        Held.Release();
        await Until.TrueAsync(() => replicas.First.Logs.Any(IsTakenOver));
        Assert.Equal(RenewalState.NeedsSignIn, (await RenewalAsync(replicas.First)).State);
        await SignInAsync(replicas.Second);
    }

    [SkippableFact]
    public async Task A_replica_that_starts_leaves_alone_what_the_others_work_on()
    {
        await using var replicas = await Replicas.StartAsync(World);
        World.Fault(new() { Kind = FaultKind.Delay, Area = Area.Graph, Path = "*/addPassword", Delay = TimeSpan.FromSeconds(5) });
        using (var api = replicas.First.NewApi())
        {
            (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Good(HttpStatusCode.Accepted);
        }

        await Until.TrueAsync(() => World.Sandbox.Services.GetRequiredService<FaultList>().Waiting.Count == 0);
        await using var third = await replicas.StartOneMoreAsync();
        await third.RestAsync();

        Assert.Equal(RenewalState.Proven, (await RenewalAsync(third)).State);
        Assert.Single(Writes());
    }

    [SkippableFact]
    public async Task A_renewal_that_is_due_for_both_replicas_is_carried_on_by_one()
    {
        await using var replicas = await Replicas.StartAsync(World);
        using (var api = replicas.First.NewApi())
        {
            (await api.RenewAsync(Ids.AddIn, await Tokens.OfAsync(Ada))).Good(HttpStatusCode.Accepted);
        }

        await replicas.First.RestAsync();
        var renewal = await RenewalAsync(replicas.First);
        Assert.Equal(RenewalState.Propagating, renewal.State);
        World.Sandbox.Clock.Advance(renewal.DueAt!.Value - World.Sandbox.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        World.Sandbox.Calls.Clear();
        World.Fault(new() { Kind = FaultKind.Delay, Area = Area.Acs, Delay = TimeSpan.FromSeconds(1), Count = 2 });

        // As each one's schedule does that has asked before the other one began.
        foreach (var replica in new[] { replicas.First, replicas.Second })
        {
            replica.Services.GetRequiredService<RenewalQueue>().Add(new(renewal.Id, SignedIn: null));
        }

        await Task.WhenAll(replicas.First.BeatAsync(), replicas.Second.BeatAsync());
        await replicas.First.RestAsync();

        Assert.Single(World.Sandbox.Calls.Calls, c => c.Area is Area.Acs && c.Method is "POST");
        Assert.DoesNotContain(replicas.First.Logs.Concat(replicas.Second.Logs), IsTakenOver);
        var moves = await replicas.First.QueryAsync(c => c.RenewalSteps.Where(s => s.IsTransition).OrderBy(s => s.Number).Select(s => s.State).ToListAsync());
        Assert.Equal(moves.Distinct(), moves);
        Assert.Contains(RenewalState.Proven, moves);
    }

    private HeldCalls Held => World.Sandbox.Services.GetRequiredService<HeldCalls>();

    private void HoldAddPassword() => World.Fault(new() { Kind = FaultKind.HoldBefore, Area = Area.Graph, Path = "*/addPassword" });

    private Task IsHeldAsync() => Until.TrueAsync(() => Held.Now.Count == 1);

    private static bool IsTakenOver(LogLine line) => line.Text.EndsWith("was taken over by another process", StringComparison.Ordinal);

    private static Task<RenewalRow> RenewalAsync(ServiceHost host) => host.QueryAsync(c => c.Renewals.AsNoTracking().SingleAsync());

    /// <summary>Batches only read here.</summary>
    private static IEnumerable<OutgoingCall> WritesOf(ServiceHost host) =>
        host.ToGraph.Calls.Where(c => c.Method is not "GET" && !c.Path.EndsWith("/$batch", StringComparison.Ordinal));

    /// <summary>A colleague signs in, and the renewal goes on to its end: with one new password, whatever was left in the directory.</summary>
    private async Task SignInAsync(ServiceHost host)
    {
        using var api = host.NewApi();
        (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(WorldIds.Contoso.Farid))).Good(HttpStatusCode.Accepted);
        await host.RestAsync();

        var renewal = await RenewalAsync(host);
        Assert.Equal(RenewalState.Proven, renewal.State);
        Assert.Equal(2, HelpDeskApplication.Passwords.Count);
        Assert.Contains(HelpDeskApplication.Passwords, p => p.KeyId == renewal.NewKeyId);
    }
}
