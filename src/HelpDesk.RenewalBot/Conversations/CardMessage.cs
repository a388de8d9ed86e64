using HelpDesk.RenewalBot.BotSdk;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Makes messages, and sends and replaces cards within a turn.</summary>
internal static class CardMessage
{
    private const string CardContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The card alone: Teams splits text plus card in two and then tells no ID. The summary is what a notification shows.</summary>
    public static IMessageActivity Of(AdaptiveCard card)
    {
        var message = MessageFactory.Attachment(new Attachment { ContentType = CardContentType, Content = card });
        ((Activity)message).Summary = card.Speak;
        return message;
    }

    /// <summary>Text with a name from outside in it: nothing in it is markup.</summary>
    public static IMessageActivity Plain(string text)
    {
        var message = MessageFactory.Text(text);
        message.TextFormat = "plain";
        return message;
    }

    public static Task SendPlainAsync(this ITurnContext turnContext, string text, CancellationToken ct) => turnContext.SendActivityAsync(Plain(text), ct);

    public static async Task<string?> SendCardAsync(this ITurnContext turnContext, AdaptiveCard card, CancellationToken ct) =>
        (await turnContext.SendActivityAsync(Of(card), ct)).Id;

    /// <summary>
    /// Turns a card that hangs there already, where updates are shown and it still does; else sends a new one. The ID of the one that
    /// shows it now.
    /// </summary>
    public static async Task<string?> ShowCardAsync(this ITurnContext turnContext, AdaptiveCard card, string? activityId, CancellationToken ct)
    {
        if (activityId is null || !Chats.Of(turnContext).ShowsUpdates)
        {
            return await turnContext.SendCardAsync(card, ct);
        }

        var message = Of(card);
        message.Id = activityId;
        try
        {
            await turnContext.UpdateActivityAsync(message, ct);
            return activityId;
        }
        catch (Exception e) when (DeliveryProblem.Of(e) is { Fate: DeliveryFate.MessageGone })
        {
            return await turnContext.SendCardAsync(card, ct);
        }
    }
}
