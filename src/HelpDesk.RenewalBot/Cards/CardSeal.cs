using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>
/// Seals the data of buttons, so that what comes back was written by this bot, for this chat of this tenant. A button of another
/// chat, a changed one, an expired one and an invented one all fail alike.
/// </summary>
internal sealed class CardSeal(IDataProtectionProvider protection, TimeProvider time)
{
    // A warning of the first threshold has to work until the secret has expired, and a little longer.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public string Seal(CardData data, CardChat chat) =>
        Protector(chat).Protect(JsonSerializer.Serialize(data with { GoodUntil = time.GetUtcNow() + Lifetime }, CardDataJson.Default.CardData));

    /// <summary>Null when this is not a button of this chat, or no longer one.</summary>
    public CardData? Open(string seal, CardChat chat)
    {
        try
        {
            var data = JsonSerializer.Deserialize(Protector(chat).Unprotect(seal), CardDataJson.Default.CardData);
            return data?.GoodUntil > time.GetUtcNow() ? data : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector Protector(CardChat chat) =>
        protection.CreateProtector("HelpDesk.RenewalBot.Card", chat.ChannelId, chat.TenantId ?? "", chat.ConversationId);
}
