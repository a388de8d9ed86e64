namespace HelpDesk.Bots.Cards;

/// <summary>Whether a part of a card says something in words, or only shows it.</summary>
internal static class CardWords
{
    /// <summary>Parts that stand together in a group, and the name of the member that has them.</summary>
    public static (string Name, IReadOnlyList<AdaptiveElement> Items) Items(AdaptiveElement element) => element switch
    {
        AdaptiveItemContainer container => ("items", container.Items),
        AdaptiveColumnSet set => ("columns", set.Columns),
        AdaptiveTableRow row => ("cells", row.Cells),
        _ => ("", []),
    };

    public static bool Says(AdaptiveElement element) => element switch
    {
        AdaptiveTextBlock block => IsWord(block.Text),
        AdaptiveRichTextBlock block => block.Inlines.OfType<AdaptiveTextRun>().Any(run => IsWord(run.Text)),
        AdaptiveImage image => IsWord(image.AltText),
        AdaptiveImageSet set => set.Images.Any(Says),
        AdaptiveMedia media => IsWord(media.AltText),
        AdaptiveFactSet set => set.Facts.Count > 0,
        AdaptiveActionSet set => set.Actions.Count > 0,
        AdaptiveTable table => table.Rows.Any(Says),
        AdaptiveInput input => IsWord(input.Label),
        ChartGauge or AdaptiveUnknownElement => true,
        _ => Items(element).Items.Any(Says),
    };

    /// <summary>Whether the colour of a group means something.</summary>
    public static bool IsSignal(AdaptiveElement element) => StyleOf(element) is
        AdaptiveContainerStyle.Good or AdaptiveContainerStyle.Warning or AdaptiveContainerStyle.Attention;

    private static AdaptiveContainerStyle? StyleOf(AdaptiveElement element) => element switch
    {
        AdaptiveCollectionElement collection => collection.Style,
        AdaptiveTableRow row => row.Style,
        _ => null,
    };

    private static bool IsWord(string? text) => text is not null && text.Any(char.IsLetterOrDigit);
}
