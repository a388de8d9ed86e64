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
    private const int MostTurns = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Subject _subject = null!;
    private Inspection _inspection = null!;

    private FaultList Faults => world.Sandbox.Services.GetRequiredService<FaultList>();

    /// <summary>The calls of a renewal that nothing disturbs, until it is proven, and the writes that follow until its old secret is gone.</summary>
    public async Task<IReadOnlyList<RecordedCall>> RecordAsync()
    {
        await BeginAsync();
        await FinishAsync(Life.Proven);
        var proven = RecordedCall.Of(world.Sandbox.Calls.Calls).Count;
        await FinishAsync(Life.Over);
        await _inspection.WhenAllIsOverAsync(await RenewalsAsync());
        Assert.Empty(_inspection.Wrong);
        return RecordedCall.LifeOf(world.Sandbox.Calls.Calls, proven);
    }

    /// <returns>What was wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(RecordedCall call, Trouble trouble, Action<string> tell)
    {
        await BeginAsync();
        world.Fault(call.Hit(trouble.Fault));
        await RunIntoItAsync(call, () => Faults.Waiting.All(f => f.Count < trouble.Fault.Count), tell);
        Faults.Clear();
        await FinishAsync(call.Life);
        await (call.Life is Life.Over ? _inspection.WhenAllIsOverAsync(await RenewalsAsync()) : _inspection.AtTheEndAsync(await RenewalsAsync()));
        return _inspection.Wrong;
    }

    private async Task BeginAsync()
    {
        await world.StartOverAsync();
        _subject = Subject.Arrange(world.Sandbox, strategy);
        var vault = keyVault ? VaultInSight.Of(world.KeyVault) : VaultInSight.Of(world.Host.Services.GetRequiredService<ISecretVault>());
        await _subject.GiveOldAsync(vault);
        _inspection = new(_subject, vault, world.Sandbox.Calls, world.Sandbox.Clock);
        // What is fetched once is no part of a renewal.
        await RenewalsAsync();
        await world.Tokens.OfAsync(WorldIds.Contoso.Ada);
        world.Sandbox.Calls.Clear();
    }

    private async Task RunIntoItAsync(RecordedCall call, Func<bool> hasHappened, Action<string> tell)
    {
        var answer = await ConfirmAsync();
        await world.Host.RestAsync();
        for (var turn = 0; turn < MostTurns && !hasHappened() && answer.Status is HttpStatusCode.Accepted && await StateAsync() is "Propagating" or "Proven" or "Retired"; turn++)
        {
            answer = await GoOnAsync() ?? answer;
        }

        // The look at the app that follows a renewal may still be on its way.
        _inspection.Expect(await BecomesTrueAsync(hasHappened), "the call was not made at all");
        await world.Host.RestAsync();
        var renewals = await RenewalsAsync();
        tell($"    {(int)answer.Status} {string.Join("; ", renewals.Select(r => $"{r!["state"]}: {r["cause"]}"))}{(answer.Status is HttpStatusCode.Accepted ? string.Empty : answer.Detail)}");
        await _inspection.AtRestAsync(renewals, "after the fault");
        _inspection.Expect(answer.Status is HttpStatusCode.Accepted || call.Life is Life.Over || renewals.Count == 0, $"{answer.Status} was answered, and {renewals.Count} renewals are there");
        NamesItsCause(call, answer.Status is HttpStatusCode.Accepted or HttpStatusCode.OK ? (string?)renewals.FirstOrDefault()?["cause"] : answer.Detail);
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

    /// <summary>Does the people's part, and lets the time pass, until the renewal is proven or all is over.</summary>
    private async Task FinishAsync(Life until)
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var renewal = (await RenewalsAsync()).FirstOrDefault();
            if ((string?)renewal?["state"] is "Retired" or "Proven" && (until is Life.Proven || (string?)renewal["oldSecretFate"] is "Removed"))
            {
                return;
            }

            await GoOnAsync();
        }
    }

    /// <summary>Does what comes next.</summary>
    /// <returns>What a person was answered; null where only time passed.</returns>
    private async Task<Answer?> GoOnAsync()
    {
        switch (await StateAsync())
        {
            case "Delivered" or "Propagating" or "Proven":
                await PassAsync();
                return null;
            case "Retired":
                return await world.Api.PostAsync($"/v1/registrations/{_subject.Registration}/clean-ups", await world.Tokens.OfAsync(WorldIds.Contoso.Ada));
            default:
                // MSAL lets nobody ask again for as long as the last answer said.
                Answer? answer = null;
                await Until.TrueAsync(async () => (answer = await ConfirmAsync()).Status is HttpStatusCode.Accepted, Patience);
                await world.Host.RestAsync();
                return answer;
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

    /// <summary>Until the proof can be had, or the old secret is over, and the schedule's next beat.</summary>
    private async Task PassAsync()
    {
        var renewal = (await RenewalsAsync())[0]!;
        var expected = (string?)renewal["state"] is "Proven" ? _subject.OldIsOver : (DateTimeOffset?)renewal["proofExpectedAt"] ?? DateTimeOffset.MinValue;
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
