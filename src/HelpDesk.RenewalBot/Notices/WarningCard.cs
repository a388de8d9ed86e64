using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>"HelpDesk's client secret expires in 14 days".</summary>
internal static class WarningCard
{
    private const string WhyId = "why";

    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration)
    {
        var texts = context.Texts;
        var days = registration.DaysLeft ?? 0;
        var hasExpired = days < 0 || registration.Status == SecretStatus.Expired;
        var consequence = hasExpired ? texts.ExpiredText : texts.WarningText;
        return CardParts.Card(
                context,
                $"{texts.WarningTitle(registration.DisplayName, days)}. {consequence}",
                CardParts.Heading(texts.WarningTitle(Markdown.Escape(registration.DisplayName), days)),
                Gauge(context, days),
                CardParts.Facts(
                    (texts.Registration, registration.DisplayName),
                    (hasExpired ? texts.ExpiredOn : texts.ExpiresOn, registration.CoveredUntil is { } until ? texts.Date(until) : null),
                    (texts.Site, registration.SiteUrl)),
                days <= 7 ? CardParts.Box(AdaptiveContainerStyle.Attention, CardParts.Bold(consequence)) : CardParts.Text(consequence),
                CardParts.Hidden(WhyId, CardParts.Subtle(texts.Why)))
            .With(
                context.Buttons.Make(texts.RenewButton, CardVerb.Renew, registration.Id, "positive"),
                context.Buttons.Make(texts.CheckButton, CardVerb.Check, registration.Id),
                CardParts.Toggle(texts.WhyButton, WhyId));
    }

    private static AdaptiveElement? Gauge(CardContext context, int days) =>
        days >= 0 && ChannelFeatures.HasCharts(context.Chat.ChannelId)
            ? Countdown.Days(days, context.Texts.CountdownLabel, context.Texts.DaysLeft(days))
            : null;
}
