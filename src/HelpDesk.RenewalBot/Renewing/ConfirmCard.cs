using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>What is about to happen, as whom: the last stop before anything is written.</summary>
internal static class ConfirmCard
{
    // difference tells what the sign-in shows otherwise than the checks before it.
    public static AdaptiveCard Build(
        CardContext context, RegistrationStatus registration, SignedInAdmin admin, string? difference, Guid run, Guid key)
    {
        var texts = context.Texts;
        CardData Data(CardVerb verb) => new() { Verb = verb, RegistrationId = registration.Id, Run = run, Key = key };
        return CardParts.Card(
                context,
                $"{texts.ConfirmTitle}. {texts.SignedInLine(admin.Name, admin.UserPrincipalName)}. {texts.ConfirmText(registration.DisplayName, registration.CoveredUntil, context.Now)}",
                CardParts.Heading(texts.ConfirmTitle),
                CardParts.Facts(
                    (texts.Account, texts.SignedInLine(admin.Name, admin.UserPrincipalName)),
                    (texts.Role, texts.RoleLine(admin.Roles)),
                    (texts.Registration, registration.DisplayName)),
                difference is null ? null : CardParts.Box(AdaptiveContainerStyle.Warning, CardParts.Text(Markdown.Escape(difference))),
                CardParts.Text(texts.ConfirmText(Markdown.Escape(registration.DisplayName), registration.CoveredUntil, context.Now)))
            .With(
                context.Buttons.Make(texts.ConfirmButton, Data(CardVerb.Confirm), "positive"),
                context.Buttons.Make(texts.OtherAccountButton, Data(CardVerb.OtherAccount)),
                context.Buttons.Make(texts.CancelButton, Data(CardVerb.Cancel)));
    }
}
