using HelpDesk.RenewalBot.BotSdk;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>What a card is made with: the words, the buttons of its chat, and the time.</summary>
internal sealed record CardContext(Texts Texts, Buttons Buttons, CardChat Chat, DateTimeOffset Now);

/// <summary>The parts that all cards share, so that they look alike.</summary>
internal static class CardParts
{
    // Of the 40 000 characters that a message may have; the rest is for what is read aloud (twice), the heading and sealed buttons.
    private const int RoomForRows = 26_000;

    public static AdaptiveCard Card(CardContext context, string speak, params IEnumerable<AdaptiveElement?> body)
    {
        speak = Markdown.Shorten(speak, 1200);
        var card = new AdaptiveCard("1.5") { Lang = context.Texts.Language, Speak = speak, FallbackText = speak };
        card.Body.AddRange(body.OfType<AdaptiveElement>());
        card.AdditionalProperties["msteams"] = new Dictionary<string, object> { ["width"] = "full" };
        return card;
    }

    public static AdaptiveCard With(this AdaptiveCard card, params IEnumerable<AdaptiveAction?> actions)
    {
        card.Actions.AddRange(actions.OfType<AdaptiveAction>());
        return card;
    }

    public static AdaptiveTextBlock Heading(string text) =>
        new AdaptiveTextBlock(text) { Size = AdaptiveTextSize.Large, Weight = AdaptiveTextWeight.Bolder, Wrap = true }.AsHeading();

    public static AdaptiveTextBlock Text(string text, AdaptiveTextColor color = AdaptiveTextColor.Default) => new(text) { Wrap = true, Color = color };

    public static AdaptiveTextBlock Bold(string text, AdaptiveTextColor color = AdaptiveTextColor.Default) =>
        new(text) { Wrap = true, Color = color, Weight = AdaptiveTextWeight.Bolder };

    public static AdaptiveTextBlock Subtle(string text) => new(text) { Wrap = true, IsSubtle = true, Spacing = AdaptiveSpacing.Small };

    public static AdaptiveFactSet Facts(params IEnumerable<(string Title, string? Value)> facts)
    {
        var set = new AdaptiveFactSet();
        set.Facts.AddRange(facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => new AdaptiveFact(f.Title, Markdown.Escape(f.Value))));
        return set;
    }

    public static AdaptiveContainer Box(AdaptiveContainerStyle style, params IEnumerable<AdaptiveElement?> items)
    {
        var box = new AdaptiveContainer { Style = style, Spacing = AdaptiveSpacing.Medium };
        box.Items.AddRange(items.OfType<AdaptiveElement>());
        return box;
    }

    /// <summary>As many rows as a card can carry beside its heading and its buttons, how many these are, and how many more there are in words.</summary>
    /// <param name="rows">What belongs together in each row, the most important row first.</param>
    /// <param name="more">Says how many there are besides.</param>
    /// <param name="besides">How many there are anyway that are not among the rows.</param>
    public static (IReadOnlyList<AdaptiveElement> Parts, int Rows) Fit(IEnumerable<IReadOnlyList<AdaptiveElement>> rows, Func<int, string> more, int besides = 0)
    {
        var parts = new List<AdaptiveElement>();
        var (shown, room) = (0, RoomForRows);
        foreach (var row in rows)
        {
            room -= Size(row);
            if (room < 0)
            {
                besides++;
                continue;
            }

            parts.AddRange(row);
            shown++;
        }

        if (besides > 0)
        {
            parts.Add(Subtle(more(besides)));
        }

        return (parts, shown);
    }

    /// <summary>Lines in a type of fixed width, to be selected and copied.</summary>
    public static AdaptiveContainer ToCopy(string lines) => Box(
        AdaptiveContainerStyle.Emphasis,
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new AdaptiveTextBlock(Markdown.Escape(line))
        {
            Wrap = true,
            FontType = AdaptiveFontType.Monospace,
            Spacing = AdaptiveSpacing.None,
        }));

    /// <summary>Something that unfolds on demand.</summary>
    public static AdaptiveContainer Hidden(string id, params IEnumerable<AdaptiveElement?> items)
    {
        var container = new AdaptiveContainer { Id = id, IsVisible = false };
        container.Items.AddRange(items.OfType<AdaptiveElement>());
        return container;
    }

    /// <summary>Shows and hides everything of these IDs.</summary>
    public static AdaptiveToggleVisibilityAction Toggle(string title, params IEnumerable<string> ids)
    {
        var toggle = new AdaptiveToggleVisibilityAction { Title = title };
        toggle.TargetElements.AddRange(ids.Select(id => new AdaptiveTargetElement(id)));
        return toggle;
    }

    /// <summary>What stands below a line on demand.</summary>
    public static AdaptiveTextBlock Evidence(string id, string text)
    {
        var block = Subtle(text);
        block.Id = id;
        block.IsVisible = false;
        return block;
    }

    public static AdaptiveActionSet ActionSet(params IEnumerable<AdaptiveAction> actions)
    {
        var set = new AdaptiveActionSet { Spacing = AdaptiveSpacing.Small };
        set.Actions.AddRange(actions);
        return set;
    }

    private static int Size(IReadOnlyList<AdaptiveElement> row)
    {
        var card = new AdaptiveCard("1.5");
        card.Body.AddRange(row);
        return card.ToJson().Length;
    }

    /// <summary>A mark at the left and text beside it, which has to say what the mark means.</summary>
    public static AdaptiveColumnSet Row(string mark, AdaptiveTextColor color, params IEnumerable<AdaptiveElement?> items)
    {
        var left = CardPieces.Column("24px");
        left.Items.Add(new AdaptiveTextBlock(mark) { Color = color, Weight = AdaptiveTextWeight.Bolder });
        var right = CardPieces.Column("stretch");
        right.Items.AddRange(items.OfType<AdaptiveElement>());
        var row = new AdaptiveColumnSet { Spacing = AdaptiveSpacing.Small };
        row.Columns.Add(left);
        row.Columns.Add(right);
        return row;
    }
}
