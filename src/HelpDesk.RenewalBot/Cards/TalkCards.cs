namespace HelpDesk.RenewalBot.Cards;

/// <summary>Cards that are about no secret in particular.</summary>
internal static class TalkCards
{
    public static AdaptiveCard Greeting(CardContext context, bool isIdentified)
    {
        var texts = context.Texts;
        return CardParts.Card(
                context,
                $"{texts.GreetingTitle}. {(isIdentified ? texts.GreetingText : texts.GreetingUnidentified)}",
                CardParts.Heading(texts.GreetingTitle),
                CardParts.Text(texts.GreetingText),
                isIdentified ? null : CardParts.Bold(texts.GreetingUnidentified),
                CardParts.Subtle(texts.GreetingPrivacy))
            .With(
                isIdentified
                    ? context.Buttons.Make(texts.StatusButton, CardVerb.Status)
                    : context.Buttons.Make(texts.SignInButton, CardVerb.SignIn, style: "positive"),
                context.Buttons.Make(texts.HelpButton, CardVerb.Help));
    }

    public static AdaptiveCard Help(CardContext context) => Words(context, context.Texts.HelpTitle, context.Texts.HelpText);

    public static AdaptiveCard NotUnderstood(CardContext context) => Words(context, context.Texts.UnknownTitle, context.Texts.UnknownText);

    public static AdaptiveCard Error(CardContext context, string text, params IEnumerable<AdaptiveAction?> actions) =>
        Talk(context, context.Texts.ErrorTitle, text).With(actions);

    /// <summary>Nothing has failed: there is just no secret here for this person.</summary>
    public static AdaptiveCard Nothing(CardContext context, string text) =>
        Talk(context, context.Texts.NothingTitle, text).With(context.Buttons.Make(context.Texts.HelpButton, CardVerb.Help));

    private static AdaptiveCard Talk(CardContext context, string title, string text) =>
        CardParts.Card(context, $"{title}. {text}", CardParts.Heading(title), CardParts.Text(Markdown.Escape(text)));

    private static AdaptiveCard Words(CardContext context, string title, string text)
    {
        var texts = context.Texts;
        return CardParts.Card(
                context,
                $"{title}. {text} {string.Join(", ", texts.Commands.Select(c => c.Word))}",
                CardParts.Heading(title),
                CardParts.Text(text),
                CardParts.Facts(texts.Commands.Select(c => (c.Word, (string?)c.Meaning))))
            .With(
                context.Buttons.Make(texts.StatusButton, CardVerb.Status),
                context.Buttons.Make(texts.RenewButton, CardVerb.Renew),
                context.Buttons.Make(texts.CheckButton, CardVerb.Check),
                context.Buttons.Make(texts.HistoryButton, CardVerb.History));
    }
}
