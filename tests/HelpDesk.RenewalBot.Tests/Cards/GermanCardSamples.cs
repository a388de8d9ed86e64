using HelpDesk.Bots.Cards;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Checks;
using HelpDesk.RenewalBot.History;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.SignInErrors;
using HelpDesk.RenewalBot.Status;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Tests.Cards;

/// <summary>The main cards in German, with what the renewal service says in German.</summary>
internal static class GermanCardSamples
{
    private static readonly Guid Id = new("22222222-2222-4222-8222-222222222222");

    public static IReadOnlyDictionary<string, Func<AdaptiveCard>> All { get; } = new Dictionary<string, Func<AdaptiveCard>>
    {
        ["de-greeting"] = () => TalkCards.Greeting(Context(), true),
        ["de-help"] = () => TalkCards.Help(Context()),
        ["de-warning"] = () => WarningCard.Build(Context(), CardSamples.Registration(14)),
        ["de-warning-expired"] = () => WarningCard.Build(Context(), CardSamples.Registration(-3)),
        ["de-checklist-running"] = () => ChecklistCard.Running(Context(), CardSamples.Registration(14)),
        ["de-checklist-clear"] = () => ChecklistCard.Build(Context(), CardSamples.Registration(14), Checklist(CheckResult.Passed, CheckResult.Passed), Id),
        ["de-checklist-blocked"] = () => ChecklistCard.Build(
            Context(), CardSamples.Registration(14), Checklist(CheckResult.Passed, CheckResult.FailedBlocks, CheckResult.CannotTell, CheckResult.CouldNotBeRead), Id),
        ["de-check-step"] = () => CheckStepCard.Build(Context(), CardSamples.Registration(14), Step(), Id),
        ["de-sign-in-error"] = () => SignInErrorCard.Build(Context(), new SignInTrouble { Code = 53003, CorrelationId = "5b6e", RegistrationId = Id }),
        ["de-confirm"] = () => ConfirmCard.Build(Context(), CardSamples.Registration(14), CardSamples.Admin("Ada Admin"), null, Id, Id),
        ["de-confirm-roles-changed"] = () => ConfirmCard.Build(
            Context(),
            CardSamples.Registration(14),
            CardSamples.Admin("Ada Admin"),
            Context().Texts.RolesChanged([], ["Global Administrator", "Security Reader"]),
            Id,
            Id),
        ["de-progress-propagating"] = () => Progress(RenewalState.Propagating, RotationStrategy.AcsLegacyPrincipal),
        ["de-progress-proven"] = () => Progress(RenewalState.Proven),
        ["de-progress-rolled-back"] = () => Progress(RenewalState.RolledBack),
        ["de-status"] = () => StatusCard.Build(
            Context(),
            [
                CardSamples.Registration(700, "Zweites") with { LatestRenewal = CardSamples.Renewal(RenewalState.Proven) },
                CardSamples.Registration(1),
                CardSamples.Registration(null, "Drittes") with { UnknownBecause = "Das Verzeichnis war nicht zu lesen." },
            ]),
        ["de-history"] = () => HistoryCard.Build(
            Context(), [(CardSamples.Registration(14), [CardSamples.Renewal(RenewalState.Proven), CardSamples.Renewal(RenewalState.RolledBack)])]),
    };

    private static CardContext Context() => CardSamples.Context(locale: "de-DE");

    private static AdaptiveCard Progress(RenewalState state, RotationStrategy strategy = RotationStrategy.EntraApplication)
    {
        var renewal = CardSamples.Renewal(state, strategy);
        return ProgressCard.Build(Context(), CardSamples.Registration(14), renewal with
        {
            OldSecretInVault = true,
            Cause = renewal.Cause is null ? null : "In den Tresor ließ sich nichts schreiben.",
            Steps = [.. renewal.Steps.Select(s => s with { Evidence = $"Gesehen: {s.State}." })],
        });
    }

    private static Checklist Checklist(params CheckResult[] results) => CardSamples.Checklist(results) with
    {
        Checks =
        [
            .. CardSamples.Checklist(results).Checks.Select((c, i) => c with
            {
                Title = $"Punkt {i}",
                LooksAt = $"Worauf Punkt {i} achtet.",
                Evidence = $"Was bei Punkt {i} zu sehen war.",
                WhyItMatters = $"Wozu Punkt {i} gut ist.",
                Fix = new Fix("Entra Admin Center", new Uri("https://entra.microsoft.com/")),
            }),
        ],
    };

    private static Check Step() => Checklist(CheckResult.FailedBlocks).Checks[0] with
    {
        Steps = ["Rolle aktivieren.", "Erneut prüfen."],
        People = [new("Grace Global", "grace@contoso.onmicrosoft.com", "Global Administrator")],
        MayConfirm = true,
        Confirmed = new("Ada Admin", CardSamples.Renewal(RenewalState.Proven).StartedAt),
    };
}
