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
                    .. secrets.Where(s => s.Renewals.Count > 0).SelectMany(s => Rows(texts, s.Registration, s.Renewals)),
                ])
            .With(context.Buttons.Make(texts.StatusButton, CardVerb.Status));
    }

    private static IEnumerable<AdaptiveElement> Rows(Texts texts, RegistrationStatus registration, IReadOnlyList<Renewal> renewals)
    {
        yield return CardParts.Bold(Markdown.Escape(registration.DisplayName));
        foreach (var renewal in renewals.Take(MostPerSecret))
        {
            yield return CardParts.Text($"{texts.Instant(renewal.StartedAt)}, {Markdown.Escape(renewal.StartedByName)}: {texts.HistoryLine(renewal)}");
        }
    }
}
