using System.Globalization;
using System.Numerics;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Finds the number that a person means.</summary>
internal static class NumberRecognizer
{
    private const int MaxLength = 1000;

    /// <summary>The only number of a text; null when there is none or more than one.</summary>
    public static T? Recognize<T>(string? text, CultureInfo culture)
        where T : struct, INumber<T>
    {
        if (text is null || text.Length > MaxLength || text.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        string? only = null;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Digits(word.TrimStart('(', '"', '#').TrimEnd('.', ',', ';', ':', '!', '?', ')', '"'), culture.NumberFormat) is not { } digits)
            {
                continue;
            }

            if (only is not null)
            {
                return null;
            }

            only = digits;
        }

        return T.TryParse(only, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number)
            ? number
            : null;
    }

    /// <summary>
    /// The number that a word is, as English writes it without groups. .NET's own reading takes separators wherever they stand, and "1,5" for
    /// fifteen.
    /// </summary>
    private static string? Digits(string word, NumberFormatInfo format)
    {
        var position = Array.FindIndex(ChoiceRecognizer.Cardinals, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (position >= 0)
        {
            return (position + 1).ToString(CultureInfo.InvariantCulture);
        }

        var sign = word.Length > 0 && word[0] is '-' or '\u2212' ? "-" : "";
        var parts = word[(sign.Length > 0 || word.StartsWith('+') ? 1 : 0)..].Split(format.NumberDecimalSeparator);
        var whole = Whole(parts[0], format.NumberGroupSeparator);
        return parts switch
        {
            [_] when whole is { Length: > 0 } => sign + whole,
            [_, var fraction] when whole is not null && IsDigits(fraction) => $"{sign}{whole}.{fraction}",
            _ => null,
        };
    }

    /// <summary>The digits before the decimal separator; null when they are none or the groups are not of three.</summary>
    private static string? Whole(string text, string separator)
    {
        var groups = text.Split(separator);
        var isGrouped = groups.Length > 1;
        return isGrouped && (groups[0].Length is 0 or > 3 || !groups.Skip(1).All(group => group.Length == 3)) || !groups.All(IsDigitsOrNothing)
            ? null
            : string.Concat(groups);
    }

    private static bool IsDigits(string text) => text.Length > 0 && IsDigitsOrNothing(text);

    private static bool IsDigitsOrNothing(string text) => text.All(char.IsAsciiDigit);
}
