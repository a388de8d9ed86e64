using System.Globalization;
using System.Text.RegularExpressions;

namespace HelpDesk.Bots.Dialogs;

/// <summary>A day that somebody named.</summary>
internal readonly record struct FoundDay(DateOnly Date, bool IsOfAnyYear = false);

/// <summary>Finds the day that a person means. What is understood is in <see cref="DateTimePrompt"/>.</summary>
internal static partial class DateRecognizer
{
    /// <summary>A leap day comes again after eight years at the latest.</summary>
    private const int YearsToLeapDay = 8;

    private static readonly string[] LongForms = ["d MMMM", "d MMM", "d. MMMM", "d. MMM", "MMMM d", "MMM d"];

    private static readonly string[] WeekdayForms = ["dddd, d MMMM", "dddd, d. MMMM", "dddd, MMMM d", "dddd d MMMM"];

    /// <summary>The readings of a text, none when it is no day. A null culture is an unknown one.</summary>
    public static List<FoundDay> Recognize(string text, CultureInfo? culture, DateOnly today)
    {
        text = text.StartsWith("on ", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        return Relative(text.ToLowerInvariant(), today) is { } day ? [new FoundDay(day)]
            : YearFirst().Match(text) is { Success: true } iso ? Dated([(Number(iso, 1), Number(iso, 2), Number(iso, 3))])
            : DayAndMonth().Match(text) is { Success: true } numeric ? Numeric(numeric, culture, today)
            : Written(text, culture is { DateTimeFormat.Calendar: GregorianCalendar } ? culture : CultureInfo.InvariantCulture, today);
    }

    private static DateOnly? Relative(string text, DateOnly today) => text switch
    {
        "today" => today,
        "tomorrow" => today.AddDays(1),
        "yesterday" => today.AddDays(-1),
        _ when Ahead().Match(text) is { Success: true } ahead => today.AddDays(Number(ahead, 1) * (ahead.Groups[2].ValueSpan[0] == 'w' ? 7 : 1)),
        _ when text.StartsWith("next ", StringComparison.Ordinal) => Weekday(text[5..]) is { } day ? Monday(today).AddDays(7 + FromMonday(day)) : null,
        _ => Weekday(text.StartsWith("this ", StringComparison.Ordinal) ? text[5..] : text) is { } day
            ? today.AddDays((FromMonday(day) - FromMonday(today.DayOfWeek) + 7) % 7)
            : null,
    };

    private static DayOfWeek? Weekday(string text) =>
        text.All(char.IsAsciiLetter) && Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) ? day : null;

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;

    private static DateOnly Monday(DateOnly day) => day.AddDays(-FromMonday(day.DayOfWeek));

    /// <summary>Day and month in the culture's order, or in both orders.</summary>
    private static List<FoundDay> Numeric(Match match, CultureInfo? culture, DateOnly today)
    {
        var (first, second) = (Number(match, 1), Number(match, 2));
        (int Month, int Day)[] orders = IsMonthFirst(culture) switch
        {
            true => [(first, second)],
            false => [(second, first)],
            // The likelier one first.
            null when culture?.DateTimeFormat.MonthDayPattern is ['d', ..] => [(second, first), (first, second)],
            null => [(first, second), (second, first)],
        };
        if (!match.Groups[3].Success)
        {
            return [.. orders.Distinct().Select(order => Next(order.Month, order.Day, today)).OfType<FoundDay>()];
        }

        var year = CultureInfo.InvariantCulture.Calendar.ToFourDigitYear(Number(match, 3));
        return Dated([.. orders.Distinct().Select(order => (year, order.Month, order.Day))]);
    }

    /// <summary>
    /// Null when the culture does not say: it is unknown, or has the year first in digits but last in words (Swedish: "2027-03-04", "4 mars
    /// 2027", and "4/3" by custom). Where the year is first in words too (Hungarian, Japanese), the month is always before the day.
    /// </summary>
    private static bool? IsMonthFirst(CultureInfo? culture) => culture?.DateTimeFormat switch
    {
        null => null,
        { } format when IsBefore('y', 'M', format.ShortDatePattern) && !IsBefore('y', 'M', format.LongDatePattern) => null,
        { } format => IsBefore('M', 'd', format.ShortDatePattern),
    };

    private static bool IsBefore(char first, char second, string pattern) =>
        pattern.IndexOf(first, StringComparison.Ordinal) < pattern.IndexOf(second, StringComparison.Ordinal);

    private static List<FoundDay> Dated((int Year, int Month, int Day)[] dates) =>
        [.. dates.Where(date => IsDay(date.Year, date.Month, date.Day)).Select(date => new FoundDay(new DateOnly(date.Year, date.Month, date.Day)))];

    private static FoundDay? Next(int month, int day, DateOnly today)
    {
        for (var year = today.Year; year <= Math.Min(today.Year + YearsToLeapDay, DateOnly.MaxValue.Year); year++)
        {
            if (IsDay(year, month, day) && new DateOnly(year, month, day) is var date && date >= today)
            {
                return new FoundDay(date, IsOfAnyYear: true);
            }
        }

        return null;
    }

    private static bool IsDay(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>A date with the name of its month, in the culture's own long form or a common one.</summary>
    private static List<FoundDay> Written(string text, CultureInfo culture, DateOnly today)
    {
        string[] whole =
        [
            culture.DateTimeFormat.LongDatePattern, culture.DateTimeFormat.ShortDatePattern,
            .. LongForms.Concat(WeekdayForms).SelectMany(form => new[] { $"{form} yyyy", $"{form}, yyyy" }),
        ];
        if (DateOnly.TryParseExact(text, whole, culture, DateTimeStyles.AllowWhiteSpaces, out var date))
        {
            return [new FoundDay(date)];
        }

        // A leap year's number, so that the 29th of February is a day; it is replaced by the next year that has the day.
        return TryParse(text, [.. LongForms, culture.DateTimeFormat.MonthDayPattern], 2000, culture, out date)
            ? Next(date.Month, date.Day, today) is { } next ? [next] : []
            : WithWeekday(text, culture, today);
    }

    /// <summary>A weekday says which year is meant: this one or the next.</summary>
    private static List<FoundDay> WithWeekday(string text, CultureInfo culture, DateOnly today)
    {
        foreach (var year in new[] { today.Year, today.Year + 1 })
        {
            if (TryParse(text, WeekdayForms, year, culture, out var date) && date >= today)
            {
                return [new FoundDay(date, IsOfAnyYear: true)];
            }
        }

        return [];
    }

    private static bool TryParse(string text, string[] yearless, int year, CultureInfo culture, out DateOnly date) => DateOnly.TryParseExact(
        string.Create(CultureInfo.InvariantCulture, $"{text} {year}"),
        [.. yearless.Select(form => $"{form} yyyy")],
        culture,
        DateTimeStyles.AllowWhiteSpaces,
        out date);

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^in ([0-9]{1,5}) (day|week)s?$")]
    private static partial Regex Ahead();

    [GeneratedRegex("^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$")]
    private static partial Regex YearFirst();

    [GeneratedRegex("^([0-9]{1,2})[-/.] ?([0-9]{1,2})(?:[-/.] ?([0-9]{4}|[0-9]{2}))?$")]
    private static partial Regex DayAndMonth();
}
