namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Sends and replaces cards within a turn.</summary>
internal static class CardMessage
{
    /// <summary>The card alone: Teams splits text plus card in two and then tells no ID. The summary is what a notification shows.</summary>
    public static IMessageActivity Of(AdaptiveCard card)
    {
        var message = MessageFactory.Attachment(new Attachment { ContentType = AdaptiveCard.ContentType, Content = card });
        ((Activity)message).Summary = card.Speak;
        return message;
    }

    public static async Task<string?> SendCardAsync(this ITurnContext turnContext, AdaptiveCard card, CancellationToken ct) =>
        (await turnContext.SendActivityAsync(Of(card), ct)).Id;
}
