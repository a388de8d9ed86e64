using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Something that can be chosen.</summary>
public sealed class Choice
{
    public Choice()
    {
    }

    public Choice(string value) => Value = value;

    public string? Value { get; set; }

    /// <summary>The button for it, where it shall differ from the value.</summary>
    public CardAction? Action { get; set; }

    /// <summary>Other words for it.</summary>
    public List<string>? Synonyms { get; set; }
}

/// <summary>What was chosen.</summary>
public sealed class FoundChoice
{
    public string? Value { get; set; }

    /// <summary>The position in the list, from 0.</summary>
    public int Index { get; set; }

    /// <summary>How sure it is: 1 for the very words.</summary>
    public float Score { get; set; }

    /// <summary>The words by which it was recognised.</summary>
    public string? Synonym { get; set; }
}

/// <summary>How choices are shown.</summary>
public enum ListStyle
{
    /// <summary>Not at all: the message says what there is.</summary>
    None,

    /// <summary>As the channel shows it best.</summary>
    Auto,

    /// <summary>Within the sentence.</summary>
    Inline,

    /// <summary>As a numbered list.</summary>
    List,

    /// <summary>As buttons under the message, which vanish with the next message.</summary>
    SuggestedAction,

    /// <summary>As buttons of a card.</summary>
    HeroCard,
}

/// <summary>How choices are written into a sentence.</summary>
public sealed class ChoiceFactoryOptions
{
    public string InlineSeparator { get; set; } = ", ";

    public string InlineOr { get; set; } = " or ";

    public string InlineOrMore { get; set; } = ", or ";

    public bool IncludeNumbers { get; set; } = true;
}
