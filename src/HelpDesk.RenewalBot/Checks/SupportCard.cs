using System.Globalization;
using System.Text;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Checks;

/// <summary>All that support wants to know, ready to copy. No secret, and nothing but what the checklist shows.</summary>
internal static class SupportCard
{
    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration, Checklist checklist, Guid run)
    {
        var texts = context.Texts;
        return CardParts.Card(
                context,
                $"{texts.SupportTitle}. {texts.SupportText}",
                CardParts.Heading(texts.SupportTitle),
                CardParts.Text(texts.SupportText),
                CardParts.ToCopy(Bundle(registration, checklist)))
            .With(context.Buttons.Make(texts.BackButton, new CardData { Verb = CardVerb.BackToChecks, RegistrationId = registration.Id, Run = run }));
    }

    // For support and not for the admin: names and values as the service knows them, with the evidence that the admin saw.
    private static string Bundle(RegistrationStatus registration, Checklist checklist)
    {
        var text = new StringBuilder();
        void Line(string name, object? value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {value ?? "-"}\n");
        Line("registration", registration.Id);
        Line("name", registration.DisplayName);
        Line("tenant", registration.TenantId);
        Line("client", registration.ClientId);
        Line("kind", registration.Strategy);
        Line("status", registration.Status);
        Line("valid until", registration.CoveredUntil?.ToString("u", CultureInfo.InvariantCulture));
        Line("key", registration.KeyId);
        Line("latest renewal", registration.LatestRenewal is { } renewal ? $"{renewal.Id} {renewal.State}" : null);
        Line("account", checklist.AccountId);
        Line("route", checklist.Route);
        Line("checked", checklist.CheckedAt.ToString("u", CultureInfo.InvariantCulture));
        foreach (var check in checklist.Checks)
        {
            Line(check.Name, $"{check.Result}{(check.Confirmed is null ? "" : " (confirmed by hand)")} - {check.Evidence}");
        }

        return text.ToString();
    }
}
