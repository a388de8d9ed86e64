namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>The pieces of a card that the SDKs make each in its own way. Here they are written as the schema has them.</summary>
internal static class CardPieces
{
    /// <param name="width">As in the schema: <c>auto</c>, <c>stretch</c>, a weight, or pixels.</param>
    public static AdaptiveColumn Column(string width)
    {
        var column = new AdaptiveColumn();
        column.AdditionalProperties["width"] = width;
        return column;
    }

    /// <summary>Text that screen readers announce as a heading.</summary>
    public static AdaptiveTextBlock AsHeading(this AdaptiveTextBlock block)
    {
        block.AdditionalProperties["style"] = "heading";
        return block;
    }
}
