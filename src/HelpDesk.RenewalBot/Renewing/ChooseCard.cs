using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>Which of several secrets.</summary>
internal static class ChooseCard
{
    public static AdaptiveCard Build(CardContext context, IReadOnlyList<RegistrationStatus> registrations, Guid run)
    {
        var texts = context.Texts;
        return CardParts.Card(
                context,
                $"{texts.ChooseTitle} {string.Join(", ", registrations.Select(r => r.DisplayName))}",
                [
                    CardParts.Heading(texts.ChooseTitle),
                    CardParts.Text(texts.ChooseText),
                    CardParts.Facts(registrations.Select(r => (Markdown.Escape(r.DisplayName), (string?)texts.StatusLine(r.CoveredUntil, r.DaysLeft)))),
                ])
            .With(registrations.Take(5)
                .Select(r => context.Buttons.Make(r.DisplayName, new CardData { Verb = CardVerb.Choose, RegistrationId = r.Id, Run = run }))
                .Append(context.Buttons.Make(texts.CancelButton, new CardData { Verb = CardVerb.Cancel, Run = run })));
    }
}
