namespace HelpDesk.RenewalBot.Conversations;

/// <summary>The answers to a press of an Action.Execute button.</summary>
internal static class CardAnswer
{
    /// <summary>A line under the card, which stays as it is.</summary>
    public static AdaptiveCardInvokeResponse Say(string text) => new()
    {
        StatusCode = 200,
        Type = "application/vnd.microsoft.activity.message",
        Value = text,
    };
}
