using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Finds the number that a person means.</summary>
internal static class NumberRecognizer
{
    private const int MaxLength = 1000;

    /// <summary>
    /// Words that make another number of the one beside them. Numbers of more than one word are not understood, and half of one is a wrong number.
    /// </summary>
    private static readonly FrozenSet<string> Parts = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. ChoiceRecognizer.Cardinals,
            "zero", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
            "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
            "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions",
            "half", "halves", "third", "thirds", "quarter", "quarters", "point", "percent", "minus", "negative", "plus",
        ]);

    /// <summary>The only number of a text; null when there is none or more than one, or part of it is not understood. A null culture is an unknown one.</summary>
    public static T? Recognize<T>(string? text, CultureInfo? culture)
        where T : struct, INumber<T>
    {
        if (text is null || text.Length > MaxLength || text.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        string[] words = [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Bare)];
        return T.TryParse(Only(words, culture), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && T.IsFinite(number)
            ? number
            : null;
    }

    private static string? Only(string[] words, CultureInfo? culture)
    {
        var format = (culture ?? CultureInfo.InvariantCulture).NumberFormat;
        // In other languages they are other words: "ten" is "this" in Polish.
        var isEnglish = culture is null ? words.Length == 1 : culture.TwoLetterISOLanguageName == "en";
        string? only = null;
        foreach (var word in words)
        {
            var number = Digits(word, format) ?? (isEnglish ? Named(word) : null);
            if (number is null ? IsPart(word) || (only is not null && word is "k" or "m" or "bn") : only is not null)
            {
                return null;
            }

            only ??= number;
        }

        return only;
    }

    private static string Bare(string word) => word.TrimStart('(', '"', '#').TrimEnd('.', ',', ';', ':', '!', '?', ')', '"');

    /// <summary>Whether a word is a sign, the name of a number or of a part of one ("twenty-five"), or begins with a digit ("5k", "½").</summary>
    private static bool IsPart(string word) =>
        word is "-" or "\u2212" or "\u2013" or "+"
        || word.Split('-').Any(Parts.Contains)
        || char.IsNumber(word.FirstOrDefault(c => char.IsLetter(c) || char.IsNumber(c)));

    private static string? Named(string word)
    {
        var position = Array.IndexOf(ChoiceRecognizer.Cardinals, word);
        return position < 0 ? null : (position + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The number that a word's digits are, as English writes it without groups. .NET's own reading takes separators wherever they stand, and
    /// "1,5" for fifteen.
    /// </summary>
    private static string? Digits(string word, NumberFormatInfo format)
    {
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
