using System.Globalization;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Languages;
using HelpDesk.Renewals.SignInErrors;

namespace HelpDesk.RenewalBot.SignInErrors;

/// <summary>What a refused sign-in means and what to do: a known issue like the others, only that Microsoft has found it.</summary>
internal static class SignInErrorCard
{
    public static AdaptiveCard Build(CardContext context, SignInTrouble trouble)
    {
        var texts = context.Texts;
        var (title, explanation) = Explain(texts, trouble);
        return CardParts.Card(
                context,
                $"{title}. {explanation}",
                [
                    CardParts.Heading(title),
                    CardParts.Box(AdaptiveContainerStyle.Warning, CardParts.Text(explanation)),
                    BelongsTo(texts, trouble.Known?.Check),
                    .. Codes(context, trouble),
                ])
            .With(Actions(context, trouble));
    }

    /// <summary>The plain words for a code, in the language of the texts.</summary>
    public static SignInErrorText Explain(Texts texts, SignInTrouble trouble)
    {
        var words = SignInErrorTexts.For(LanguageTags.ToLanguage(texts.Language));
        return trouble.Known is { } known ? words.Of(known.Kind) : words.UnknownCode;
    }

    private static AdaptiveTextBlock? BelongsTo(Texts texts, string? check) => check is not null && KnownIssues.IsKnown(check)
        ? CardParts.Subtle(texts.BelongsTo(CheckTexts.For(LanguageTags.ToLanguage(texts.Language)).Words(check, SignInRoute.Delegated, signedIn: true).Title))
        : null;

    /// <summary>What support asks for; of an unknown code it is all there is.</summary>
    private static IEnumerable<AdaptiveElement> Codes(CardContext context, SignInTrouble trouble)
    {
        yield return CardParts.Subtle(context.Texts.ForSupport);
        yield return CardParts.ToCopy(string.Create(
            CultureInfo.InvariantCulture, $"{trouble.Name}\ncorrelation ID: {trouble.CorrelationId ?? "-"}\ntime: {trouble.At ?? $"{context.Now:u}"}"));
    }

    private static IEnumerable<AdaptiveAction?> Actions(CardContext context, SignInTrouble trouble)
    {
        var texts = context.Texts;
        yield return trouble switch
        {
            { ConsentLink: { } consent, Known.Next: NextStep.GiveConsent } => new AdaptiveOpenUrlAction { Title = texts.GiveConsentButton, Url = consent },
            { Known.Link: { } link } => new AdaptiveOpenUrlAction { Title = texts.ReadMoreButton, Url = link },
            _ => null,
        };
        yield return context.Buttons.Make(texts.TryAgainButton, CardVerb.Renew, trouble.RegistrationId, "positive");
        yield return context.Buttons.Make(
            texts.OtherAccountButton, new CardData { Verb = CardVerb.Renew, RegistrationId = trouble.RegistrationId, OtherAccount = true });
    }
}
