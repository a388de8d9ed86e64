using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Matrix;

/// <summary>One renewal in which one call goes wrong, and what people do after it.</summary>
internal sealed partial class FaultyRenewal(ServiceWorld world, RotationStrategy strategy, bool keyVault)
{
    private const int MostTurns = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Subject _subject = null!;
    private Inspection _inspection = null!;

    private FaultList Faults => world.Sandbox.Services.GetRequiredService<FaultList>();

    /// <summary>The calls of a renewal that nothing disturbs.</summary>
    public async Task<IReadOnlyList<RecordedCall>> RecordAsync()
    {
        await BeginAsync();
        await FinishAsync();
        await _inspection.AtTheEndAsync(await RenewalsAsync());
        Assert.Empty(_inspection.Wrong);
        return RecordedCall.Of(world.Sandbox.Calls.Calls);
    }

    /// <returns>What was wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(RecordedCall call, Trouble trouble, Action<string> tell)
    {
        await BeginAsync();
        world.Fault(call.Hit(trouble.Fault));
        await RunIntoItAsync(call, () => Faults.Waiting.All(f => f.Count < trouble.Fault.Count), tell);
        Faults.Clear();
        await FinishAsync();
        await _inspection.AtTheEndAsync(await RenewalsAsync());
        return _inspection.Wrong;
    }

    private async Task BeginAsync()
    {
        await world.StartOverAsync();
        _subject = Subject.Arrange(world.Sandbox, strategy);
        var vault = keyVault ? VaultsInSight.Of(world.KeyVault) : VaultsInSight.Of(world.Host.Services.GetRequiredService<ISecretVault>());
        _inspection = new(_subject, vault, world.Sandbox.Calls);
        // What is fetched once is no part of a renewal.
        await RenewalsAsync();
        await world.Tokens.OfAsync(WorldIds.Contoso.Ada);
        world.Sandbox.Calls.Clear();
    }

    private async Task RunIntoItAsync(RecordedCall call, Func<bool> hasHappened, Action<string> tell)
    {
        var answer = await ConfirmAsync();
        await world.Host.RestAsync();
        for (var turn = 0; turn < MostTurns && !hasHappened() && await StateAsync() is "Propagating"; turn++)
        {
            await PassAsync();
        }

        // The look at the app that follows a renewal may still be on its way.
        _inspection.Expect(await BecomesTrueAsync(hasHappened), "the call was not made at all");
        await world.Host.RestAsync();
        var renewals = await RenewalsAsync();
        tell($"    {(int)answer.Status} {string.Join("; ", renewals.Select(r => $"{r!["state"]}: {r["cause"]}"))}{(answer.Status is HttpStatusCode.Accepted ? string.Empty : answer.Detail)}");
        await _inspection.AtRestAsync(renewals, "after the fault");
        _inspection.Expect(answer.Status is HttpStatusCode.Accepted == renewals.Count > 0, $"{answer.Status} was answered, and {renewals.Count} renewals are there");
        NamesItsCause(call, answer.Status is HttpStatusCode.Accepted ? (string?)renewals.FirstOrDefault()?["cause"] : answer.Detail);
    }

    private static async Task<bool> BecomesTrueAsync(Func<bool> condition)
    {
        try
        {
            await Until.TrueAsync(condition);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Does the people's part, and lets the time pass, until the renewal is proven.</summary>
    private async Task FinishAsync()
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            switch (await StateAsync())
            {
                case "Proven":
                    return;
                case "Delivered" or "Propagating":
                    await PassAsync();
                    break;
                default:
                    // MSAL lets nobody ask again for as long as the last answer said.
                    await Until.TrueAsync(async () => (await ConfirmAsync()).Status is HttpStatusCode.Accepted, Patience);
                    await world.Host.RestAsync();
                    break;
            }
        }
    }

    private void NamesItsCause(RecordedCall call, string? cause)
    {
        var side = call.Area switch
        {
            Area.Graph => Directory(),
            Area.Identity => Identity(),
            Area.Acs => AccessControl(),
            _ => Vault(),
        };
        _inspection.Expect(cause is null || side.IsMatch(cause), $"'{cause}' does not say which side failed");
    }

    private Task<Answer> ConfirmAsync() => RenewAsync(world.Tokens.OfAsync(WorldIds.Contoso.Ada));

    private async Task<Answer> RenewAsync(Task<string> token) => await world.Api.RenewAsync(_subject.Registration, await token);

    private async Task<string?> StateAsync() => (string?)(await RenewalsAsync()).FirstOrDefault()?["state"];

    private async Task<JsonArray> RenewalsAsync() => (await world.Api.GetAsync(
        $"{Routes.OfPerson(WorldIds.Contoso.Tenant, WorldIds.Contoso.Ada)}/registrations/{_subject.Registration}/renewals", await world.Tokens.OfBotAsync())).Good().AsArray();

    /// <summary>Until the proof can be had, and the schedule's next beat.</summary>
    private async Task PassAsync()
    {
        var expected = (DateTimeOffset?)(await RenewalsAsync())[0]!["proofExpectedAt"] ?? DateTimeOffset.MinValue;
        var wait = expected - world.Sandbox.Clock.GetUtcNow();
        world.Sandbox.Clock.Advance((wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + TimeSpan.FromHours(1));
        await world.Host.TickAsync();
    }

    [GeneratedRegex("directory|policy|app", RegexOptions.IgnoreCase)]
    private static partial Regex Directory();

    [GeneratedRegex("sign-in|sign in|Microsoft Entra ID|own credential", RegexOptions.IgnoreCase)]
    private static partial Regex Identity();

    [GeneratedRegex("access control", RegexOptions.IgnoreCase)]
    private static partial Regex AccessControl();

    [GeneratedRegex("vault", RegexOptions.IgnoreCase)]
    private static partial Regex Vault();
}
