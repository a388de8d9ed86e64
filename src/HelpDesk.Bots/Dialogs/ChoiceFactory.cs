using System.Globalization;
using System.Text;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Makes messages that show choices.</summary>
public static class ChoiceFactory
{
    private static readonly ChoiceFactoryOptions DefaultOptions = new();

    /// <summary>Values as choices.</summary>
    public static IList<Choice> ToChoices(IEnumerable<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return [.. choices.Select(value => new Choice(value))];
    }

    /// <summary>
    /// Buttons where they work, otherwise a numbered list. Teams shows suggested actions in personal chats only and the Playground not at all,
    /// nor does the Playground send what a hero card's button says: text to type works everywhere.
    /// </summary>
    public static Activity ForChannel(
        string channelId,
        IList<Choice> list,
        string? text = null,
        string? speak = null,
        ChoiceFactoryOptions? options = null,
        string? conversationType = null,
        IList<string>? toList = null) =>
        channelId is Channels.Emulator or Channels.Webchat or Channels.Directline
            ? SuggestedAction(list, text, speak, toList)
            : List(list, text, speak, options);

    /// <summary>Within the sentence: "Which? (1) red, (2) green, or (3) blue".</summary>
    public static Activity Inline(IList<Choice> choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        options ??= DefaultOptions;
        var written = new StringBuilder(text).Append(' ');
        for (var i = 0; i < choices.Count; i++)
        {
            var isLast = i == choices.Count - 1;
            written.Append(i == 0 ? "" : !isLast ? options.InlineSeparator : i == 1 ? options.InlineOr : options.InlineOrMore);
            if (options.IncludeNumbers)
            {
                written.Append(CultureInfo.InvariantCulture, $"({i + 1}) ");
            }

            written.Append(TitleOf(choices[i]));
        }

        return MessageFactory.Text(written.ToString(), speak, InputHints.ExpectingInput);
    }

    /// <summary>A list, numbered unless the options say otherwise.</summary>
    public static Activity List(IList<Choice> choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var written = new StringBuilder(text).Append(string.IsNullOrEmpty(text) ? "" : "\n\n");
        for (var i = 0; i < choices.Count; i++)
        {
            written.Append(i == 0 ? "" : "\n");
            written = (options ?? DefaultOptions).IncludeNumbers
                ? written.Append(CultureInfo.InvariantCulture, $"{i + 1}. ")
                : written.Append("- ");
            written.Append(TitleOf(choices[i]));
        }

        return MessageFactory.Text(written.ToString(), speak, InputHints.ExpectingInput);
    }

    public static Activity SuggestedAction(IList<Choice> choices, string? text = null, string? speak = null, IList<string>? toList = null)
    {
        var message = MessageFactory.Text(text, speak, InputHints.ExpectingInput);
        message.SuggestedActions = new SuggestedActions(toList, ButtonsOf(choices));
        return message;
    }

    public static Activity HeroCard(IList<Choice> choices, string? text = null, string? speak = null)
    {
        var message = MessageFactory.Text(null, speak, InputHints.ExpectingInput);
        message.Attachments = [new HeroCard { Text = text, Buttons = ButtonsOf(choices) }.ToAttachment()];
        return message;
    }

    private static List<CardAction> ButtonsOf(IList<Choice> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return [.. choices.Select(choice => choice.Action ?? new CardAction(ActionTypes.ImBack, choice.Value, value: choice.Value))];
    }

    private static string? TitleOf(Choice choice) => choice.Action?.Title ?? choice.Value;
}
