using HelpDesk.Bots.Cards;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Checks;
using HelpDesk.RenewalBot.History;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.Status;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Tests.Cards;

/// <summary>Every card with as much as a large tenant can put into it, in characters that grow when they are escaped.</summary>
internal static class LargestCards
{
    public const int Secrets = 50;
    public const int Checks = 20;

    private static readonly string Name = Long(200);
    private static readonly string Text = Long(2000);

    public static IReadOnlyDictionary<string, Func<AdaptiveCard>> All { get; } = new Dictionary<string, Func<AdaptiveCard>>
    {
        ["error"] = () => TalkCards.Error(CardSamples.Context(), Text, CardSamples.Context().Buttons.Make(Name, CardVerb.Status)),
        ["warning"] = () => WarningCard.Build(CardSamples.Context(), Registration(7)),
        ["choose"] = () => ChooseCard.Build(CardSamples.Context(), Registrations(), Guid.NewGuid()),
        ["checklist-open"] = () => Checklist(CheckResult.CouldNotBeRead),
        ["checklist-passed"] = () => Checklist(CheckResult.Passed),
        ["check-step"] = () => CheckStepCard.Build(CardSamples.Context(), Registration(7), LargestStep(), Guid.NewGuid()),
        ["support"] = () => SupportCard.Build(
            CardSamples.Context(), Registration(7), CardSamples.Checklist([.. Enumerable.Repeat(CheckResult.FailedBlocks, Checks)]) with { AccountName = Name }, Guid.NewGuid()),
        ["confirm"] = () => ConfirmCard.Build(
            CardSamples.Context(), Registration(7), CardSamples.Admin(Name) with { Roles = [.. Enumerable.Repeat(Name, 10)], UserPrincipalName = Name }, Name, Guid.NewGuid(), Guid.NewGuid()),
        ["progress"] = () => ProgressCard.Build(CardSamples.Context(), Registration(7), Renewal(RenewalState.NeedsPerson)),
        ["status"] = () => StatusCard.Build(CardSamples.Context(), Registrations()),
        ["status-temporary-accounts"] = () => StatusCard.Build(
            CardSamples.Context(), Registrations(), [.. Enumerable.Repeat(CardSamples.TemporaryAccount($"{new string('a', 64)}@{new string('b', 48)}"), 20)]),
        ["history"] = () => HistoryCard.Build(CardSamples.Context(), [.. Registrations().Select(r => (r, Renewals()))]),
    };

    private static AdaptiveCard Checklist(CheckResult result)
    {
        var checklist = CardSamples.Checklist([.. Enumerable.Repeat(result, Checks)]);
        var checks = checklist.Checks.Select(c => c with
        {
            Evidence = Text,
            WhyItMatters = Text,
            LooksAt = Text,
            MayConfirm = true,
            Confirmed = new(Name, DateTimeOffset.UnixEpoch),
            Fix = new Fix("Open Entra", new Uri($"https://entra.microsoft.com/{new string('a', 300)}")),
        });
        return ChecklistCard.Build(CardSamples.Context(), Registration(7), checklist with { AccountName = Name, Checks = [.. checks] }, Guid.NewGuid());
    }

    private static Check LargestStep() => CardSamples.Step() with
    {
        Evidence = Text,
        WhyItMatters = Text,
        LooksAt = Text,
        Steps = [.. Enumerable.Repeat(Long(400), 6)],
        People = [.. Enumerable.Repeat(new Helper(Name, Name, Name), 200)],
    };

    private static RegistrationStatus[] Registrations() =>
        [.. Enumerable.Range(0, Secrets).Select(i => Registration(i % 3 == 0 ? null : i) with { LatestRenewal = Renewal(RenewalState.Proven) })];

    private static RegistrationStatus Registration(int? days) => CardSamples.Registration(days, Name) with
    {
        SiteUrl = $"https://contoso.sharepoint.com/sites/{new string('s', 400)}",
        UnknownBecause = days is null ? Text : null,
    };

    private static IReadOnlyList<Renewal> Renewals() => [.. Enumerable.Repeat(Renewal(RenewalState.Proven), 30)];

    private static Renewal Renewal(RenewalState state)
    {
        var renewal = CardSamples.Renewal(state, RotationStrategy.AcsLegacyPrincipal);
        return renewal with { StartedByName = Name, Cause = Text, Steps = [.. renewal.Steps.Select(s => s with { Evidence = Text })] };
    }

    private static string Long(int length) => string.Concat(Enumerable.Repeat("\"[Größe]*", length))[..length];
}
