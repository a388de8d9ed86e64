using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Cards;

/// <summary>Puts cards into messages.</summary>
public static class AdaptiveCardExtensions
{
    /// <summary>The attachment that carries the card. The card is written when the message is sent, with the types that <see cref="BotJson"/> knows.</summary>
    public static Attachment ToAttachment(this AdaptiveCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new Attachment(AdaptiveCard.ContentType, content: card);
    }
}
