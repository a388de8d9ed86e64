namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>The pieces of a card that the SDKs make each in its own way.</summary>
internal static class CardPieces
{
    /// <param name="width">As in the schema: <c>auto</c>, <c>stretch</c>, a weight, or pixels.</param>
    public static AdaptiveColumn Column(string width) => new() { Width = width };

    /// <summary>Text that screen readers announce as a heading.</summary>
    public static AdaptiveTextBlock AsHeading(this AdaptiveTextBlock block)
    {
        block.Style = AdaptiveTextBlockStyle.Heading;
        return block;
    }
}
