using System.Text;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Makes text from outside harmless where a card understands Markdown: names come from a customer's directory.</summary>
internal static class Markdown
{
    private const int MaxLength = 600;

    /// <summary>Text that is not Markdown (a button, what is read aloud), cut where nobody would read on.</summary>
    public static string Shorten(string text, int length = MaxLength) => text.Length <= length ? text : text[..(length - 1)] + "…";

    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length && escaped.Length < MaxLength; i++)
        {
            Append(escaped, text, i);
        }

        return escaped.Length < MaxLength ? escaped.ToString() : escaped.Append('…').ToString();
    }

    private static void Append(StringBuilder escaped, string text, int i)
    {
        var c = text[i];
        if (char.IsControl(c))
        {
            escaped.Append(' ');
            return;
        }

        // {{DATE(…)}} is a function of the card.
        if (c == '{' && i > 0 && text[i - 1] == '{')
        {
            escaped.Append(' ');
        }

        if (IsSpecial(text, i))
        {
            escaped.Append('\\');
        }

        escaped.Append(c);
    }

    private static bool IsSpecial(string text, int i) => text[i] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '~' or '|' => true,
        '_' => i == 0 || i == text.Length - 1 || !char.IsLetterOrDigit(text[i - 1]) || !char.IsLetterOrDigit(text[i + 1]),
        '#' or '-' or '+' => i == 0,
        '.' or ')' => i > 0 && text.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0,
        _ => false,
    };
}
