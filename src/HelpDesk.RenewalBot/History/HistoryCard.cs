using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.History;

/// <summary>Earlier renewals: when, by whom, and what became of them.</summary>
internal static class HistoryCard
{
    private const int MostPerSecret = 10;

    public static AdaptiveCard Build(CardContext context, IReadOnlyList<(RegistrationStatus Registration, IReadOnlyList<Renewal> Renewals)> secrets)
    {
        var texts = context.Texts;
        var isEmpty = secrets.All(s => s.Renewals.Count == 0);
        return CardParts.Card(
                context,
                isEmpty ? $"{texts.HistoryTitle}. {texts.HistoryEmpty}" : texts.HistoryTitle,
                [
                    CardParts.Heading(texts.HistoryTitle),
                    isEmpty ? CardParts.Text(texts.HistoryEmpty) : null,
                    .. CardParts.Fit(
                        secrets.SelectMany(s => Rows(texts, s.Registration, s.Renewals)),
                        texts.MoreRenewals,
                        besides: secrets.Sum(s => Math.Max(0, s.Renewals.Count - MostPerSecret))).Parts,
                ])
            .With(context.Buttons.Make(texts.StatusButton, CardVerb.Status));
    }

    /// <summary>The first row of a secret has its name above it.</summary>
    private static IEnumerable<AdaptiveElement[]> Rows(Texts texts, RegistrationStatus registration, IReadOnlyList<Renewal> renewals) =>
        renewals.Take(MostPerSecret).Select((renewal, i) => (AdaptiveElement[])
        [
            .. i == 0 ? [CardParts.Bold(Markdown.Escape(registration.DisplayName))] : Array.Empty<AdaptiveElement>(),
            CardParts.Text($"{Markdown.Escape(texts.Instant(renewal.StartedAt))}, {Markdown.Escape(renewal.StartedByName)}: {texts.HistoryLine(renewal)}"),
        ]);
}
