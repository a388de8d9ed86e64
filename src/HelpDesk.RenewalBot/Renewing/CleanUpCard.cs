using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>What a clean-up removed, and what has to stay for now.</summary>
internal static class CleanUpCard
{
    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration, CleanUpResult result)
    {
        var texts = context.Texts;
        var outcome = texts.CleanedUp(result.Removed.Count);
        return CardParts.Card(
                context,
                $"{texts.CleanUpTitle(registration.DisplayName)}. {outcome}",
                [
                    CardParts.Heading(texts.CleanUpTitle(Markdown.Escape(registration.DisplayName))),
                    CardParts.Bold(outcome),
                    .. CardParts.Fit(
                        [
                            .. result.Removed.Select(l => (AdaptiveElement[])[CardParts.Row("✓", AdaptiveTextColor.Good, CardParts.Text(texts.Leftover(l)))]),
                            .. result.Kept.Select(l => (AdaptiveElement[])[CardParts.Row("○", AdaptiveTextColor.Default, CardParts.Text(texts.LeftoverKept(l)))]),
                        ],
                        texts.MoreLeftovers).Parts,
                ])
            .With(context.Buttons.Make(texts.StatusButton, CardVerb.Status));
    }
}
