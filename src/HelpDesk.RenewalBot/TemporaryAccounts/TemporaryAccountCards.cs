using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Checks;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.TemporaryAccounts;

/// <summary>The cards of the last resort: first what is better, then how to do it, and how to get rid of it.</summary>
internal static class TemporaryAccountCards
{
    private const int MostAccounts = 5;

    public static AdaptiveCard Alternatives(CardContext context, TemporaryAccountTalk talk)
    {
        var texts = context.Texts;
        return CardParts.Card(
                context,
                $"{texts.AlternativesTitle}. {texts.AlternativesText} {texts.ActivateAlternative} {texts.ColleagueAlternative} {texts.FewHoursAlternative}",
                [
                    CardParts.Heading(texts.AlternativesTitle),
                    CardParts.Box(AdaptiveContainerStyle.Warning, CardParts.Text(texts.AlternativesText)),
                    .. Steps((texts.ActivateAlternative, Link(texts.ActivateRoleLink, Page.ActivateRole)), (texts.ColleagueAlternative, null), (texts.FewHoursAlternative, null)),
                ])
            .With(
                context.Buttons.Make(
                    texts.OtherAccountButton, new CardData { Verb = CardVerb.Renew, RegistrationId = talk.RegistrationId, OtherAccount = true }, "positive"),
                context.Buttons.Make(texts.StillNeedOneButton, new CardData { Verb = CardVerb.NeedAccount, Run = talk.Id }),
                context.Buttons.Make(texts.CancelButton, new CardData { Verb = CardVerb.Cancel, Run = talk.Id }));
    }

    public static AdaptiveCard Guide(CardContext context, TemporaryAccountTalk talk)
    {
        var texts = context.Texts;
        return CardParts.Card(
                context,
                $"{texts.GuideTitle}. {texts.CreateStep} {texts.AssignStep} {texts.RegisterStep} {texts.RenewStep} {texts.RemoveRoleStep} {texts.DeleteStep} {texts.LookIntoDeletedStep}",
                [
                    CardParts.Heading(texts.GuideTitle),
                    .. Steps(
                    [
                        (texts.CreateStep, Link(texts.UsersLink, Page.Users)),
                        (texts.AssignStep, Link(texts.RolesLink, Page.AllRoles)),
                        (texts.RegisterStep, null),
                        (texts.RenewStep, null),
                        .. Removal(texts),
                    ]),
                ])
            .With(context.Buttons.Make(texts.CancelButton, new CardData { Verb = CardVerb.Cancel, Run = talk.Id }));
    }

    public static AdaptiveCard Remembered(CardContext context, TemporaryAccountTalk talk, bool isNew)
    {
        var texts = context.Texts;
        var text = isNew ? texts.RememberedText : texts.RememberedAlready;
        return CardParts.Card(
                context,
                $"{texts.RememberedTitle}. {text}",
                CardParts.Heading(texts.RememberedTitle),
                CardParts.Facts((texts.AccountLogin, talk.Login)),
                CardParts.Text(text),
                talk.ObjectId is null ? CardParts.Box(AdaptiveContainerStyle.Warning, CardParts.Text(texts.RememberedUnseen)) : null)
            .With(context.Buttons.Make(
                texts.RenewWithAccountButton, new CardData { Verb = CardVerb.Renew, RegistrationId = talk.RegistrationId, OtherAccount = true }, "positive"));
    }

    public static AdaptiveCard Reminder(CardContext context, TemporaryAccount account, AccountSight sight)
    {
        var texts = context.Texts;
        var (title, text) = sight switch
        {
            AccountSight.Exists => (texts.StillThereTitle, texts.StillThereText),
            AccountSight.NotFound => (texts.NotSeenTitle, texts.NotFoundText),
            _ => (texts.NotSeenTitle, texts.UnreadableText),
        };
        return CardParts.Card(
                context,
                $"{title}. {text} {texts.RemoveRoleStep} {texts.DeleteStep} {texts.LookIntoDeletedStep}",
                [
                    CardParts.Heading(title),
                    CardParts.Facts(
                        (texts.AccountLogin, account.Login),
                        (texts.AccountKnownSince, texts.KnownSince(account.CreatedAt, (context.Now.UtcDateTime.Date - account.CreatedAt.UtcDateTime.Date).Days))),
                    CardParts.Box(AdaptiveContainerStyle.Warning, CardParts.Text(text)),
                    .. Steps(Removal(texts)),
                ])
            .With(Deleted(context, account));
    }

    public static AdaptiveCard Ended(CardContext context, string login, TemporaryAccountEnd end)
    {
        var texts = context.Texts;
        var title = end switch
        {
            TemporaryAccountEnd.OwnAccount => texts.OwnAccountTitle,
            TemporaryAccountEnd.AdminsWord => texts.WordTakenTitle,
            _ => texts.AccountEndedTitle,
        };
        return CardParts.Card(
                context,
                $"{title}. {texts.AccountEnded(end)}",
                CardParts.Heading(title),
                CardParts.Facts((texts.AccountLogin, login)),
                CardParts.Text(texts.AccountEnded(end)))
            .With(end is TemporaryAccountEnd.Deleted or TemporaryAccountEnd.AdminsWord ? Link(texts.DeletedUsersLink, Page.DeletedUsers) : null);
    }

    /// <summary>The accounts that somebody is reminded of, one line each.</summary>
    public static IEnumerable<AdaptiveElement> Lines(CardContext context, IReadOnlyList<TemporaryAccount> accounts)
    {
        foreach (var account in accounts.Take(MostAccounts))
        {
            yield return CardParts.Row(
                "!",
                AdaptiveTextColor.Attention,
                CardParts.Text(context.Texts.TemporaryAccountLine(Markdown.Escape(account.Login), account.CreatedAt)),
                CardParts.ActionSet(Deleted(context, account)));
        }

        if (accounts.Count > MostAccounts)
        {
            yield return CardParts.Subtle(context.Texts.MoreTemporaryAccounts(accounts.Count - MostAccounts));
        }
    }

    /// <summary>In this order: a deleted user who still held the role would hold it again when restored.</summary>
    private static (string Text, AdaptiveAction? Link)[] Removal(Texts texts) =>
    [
        (texts.RemoveRoleStep, Link(texts.RolesLink, Page.AllRoles)),
        (texts.DeleteStep, Link(texts.UsersLink, Page.Users)),
        (texts.LookIntoDeletedStep, Link(texts.DeletedUsersLink, Page.DeletedUsers)),
    ];

    private static IEnumerable<AdaptiveElement> Steps(params (string Text, AdaptiveAction? Link)[] steps) => steps.Select((step, i) => CardParts.Row(
        $"{i + 1}", AdaptiveTextColor.Default, CardParts.Text(step.Text), step.Link is { } link ? CardParts.ActionSet(link) : null));

    private static AdaptiveOpenUrlAction Link(string title, Page page) => new() { Title = title, Url = Pages.Of(page) };

    private static AdaptiveAction Deleted(CardContext context, TemporaryAccount account) =>
        context.Buttons.Make(context.Texts.AccountDeletedButton, new CardData { Verb = CardVerb.AccountDeleted, Account = account.Id });
}
