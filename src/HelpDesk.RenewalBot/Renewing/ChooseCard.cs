using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>Which of several secrets.</summary>
internal static class ChooseCard
{
    private const int MostListed = 25;

    // A client may drop what comes behind the fifth button, and the last one here is Cancel.
    private const int MostButtons = 4;

    public static AdaptiveCard Build(CardContext context, IReadOnlyList<RegistrationStatus> registrations, Guid run)
    {
        var texts = context.Texts;
        return CardParts.Card(
                context,
                $"{texts.ChooseTitle} {string.Join(", ", registrations.Select(r => r.DisplayName))}",
                [
                    CardParts.Heading(texts.ChooseTitle),
                    CardParts.Text(texts.ChooseText),
                    CardParts.Facts(registrations.Take(MostListed).Select(r => (Markdown.Escape(r.DisplayName), (string?)texts.StatusLine(r.CoveredUntil, r.DaysLeft)))),
                    registrations.Count > MostListed ? CardParts.Subtle(texts.MoreChoices(registrations.Count - MostListed)) : null,
                ])
            .With(registrations.Take(MostButtons)
                .Select(r => context.Buttons.Make(r.DisplayName, new CardData { Verb = CardVerb.Choose, RegistrationId = r.Id, Run = run }))
                .Append(context.Buttons.Make(texts.CancelButton, new CardData { Verb = CardVerb.Cancel, Run = run })));
    }
}
