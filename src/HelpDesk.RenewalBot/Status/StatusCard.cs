using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.TemporaryAccounts;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Status;

/// <summary>All secrets that a person looks after, most pressing first.</summary>
internal static class StatusCard
{
    public static AdaptiveCard Build(CardContext context, IReadOnlyList<RegistrationStatus> registrations, params IReadOnlyList<TemporaryAccount> temporaryAccounts)
    {
        var texts = context.Texts;
        var ordered = registrations.OrderBy(r => Rank(r.Status)).ThenBy(r => r.CoveredUntil).ToList();
        var speak = string.Join(". ", ordered.Select(r => $"{r.DisplayName}: {texts.Status(r.Status)}, {texts.StatusLine(r.CoveredUntil, r.DaysLeft)}"));
        return CardParts.Card(
                context,
                $"{texts.StatusTitle}. {(ordered.Count == 0 ? texts.NoRegistrations : speak)}",
                [
                    CardParts.Heading(texts.StatusTitle),
                    ordered.Count == 0 ? CardParts.Text(texts.NoRegistrations) : null,
                    .. CardParts.Fit(ordered.Select((r, i) => (AdaptiveElement[])[Row(context, r, isFirst: i == 0)]), texts.MoreSecrets).Parts,
                    .. TemporaryAccountCards.Lines(context, temporaryAccounts),
                    CardParts.Subtle(texts.AsOf(context.Now)),
                ])
            .With(
                ordered.Count > 0 ? context.Buttons.Make(texts.RenewButton, CardVerb.Renew, ordered.Count == 1 ? ordered[0].Id : null) : null,
                ordered.Count > 0 ? context.Buttons.Make(texts.CheckButton, CardVerb.Check, ordered.Count == 1 ? ordered[0].Id : null) : null,
                CleanUp(context, ordered),
                context.Buttons.Make(texts.HistoryButton, CardVerb.History),
                context.Buttons.Make(texts.RefreshButton, CardVerb.Status));
    }

    private static AdaptiveAction? CleanUp(CardContext context, List<RegistrationStatus> registrations) =>
        registrations.FindAll(r => r.Leftovers.Count > 0) switch
        {
            [] => null,
            [var one] => context.Buttons.Make(context.Texts.CleanUpButton, CardVerb.CleanUp, one.Id),
            _ => context.Buttons.Make(context.Texts.CleanUpButton, CardVerb.CleanUp),
        };

    private static AdaptiveColumnSet Row(CardContext context, RegistrationStatus registration, bool isFirst)
    {
        var texts = context.Texts;
        var (mark, color) = Look(registration.Status);
        var row = CardParts.Row(
            mark,
            color,
            CardParts.Bold($"{Markdown.Escape(registration.DisplayName)}: {texts.Status(registration.Status)}"),
            registration.Status == SecretStatus.Unknown ? CardParts.Text(Markdown.Escape(texts.UnknownBecause(registration.UnknownBecause))) : null,
            CardParts.Text(texts.StatusLine(registration.CoveredUntil, registration.DaysLeft)),
            registration.LatestRenewal is { } renewal ? CardParts.Text($"{texts.LatestRenewal}: {texts.HistoryLine(renewal)}") : null,
            registration.LatestRenewal is { State: RenewalState.Propagating, ProofExpectedAt: { } proof } ? CardParts.Text(texts.ProofIn(proof - context.Now)) : null,
            registration.Leftovers.Count > 0 ? CardParts.Text(texts.Leftovers(registration.Leftovers.Count)) : null,
            CardParts.Subtle(texts.LastLooked(registration.LastScannedAt)));
        (row.Separator, row.Spacing) = (!isFirst, AdaptiveSpacing.Medium);
        return row;
    }

    private static (string Mark, AdaptiveTextColor Color) Look(SecretStatus status) => status switch
    {
        SecretStatus.Healthy => ("✓", AdaptiveTextColor.Good),
        SecretStatus.Due => ("!", AdaptiveTextColor.Warning),
        SecretStatus.Urgent => ("!", AdaptiveTextColor.Attention),
        SecretStatus.Expired => ("✕", AdaptiveTextColor.Attention),
        _ => ("?", AdaptiveTextColor.Warning),
    };

    private static int Rank(SecretStatus status) => status switch
    {
        SecretStatus.Expired => 0,
        SecretStatus.Urgent => 1,
        SecretStatus.Due => 2,
        SecretStatus.Unknown => 3,
        _ => 4,
    };
}
