using System.Globalization;
using System.Text.RegularExpressions;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Finds the date and time that a person means. What is understood is in <see cref="DateTimePrompt"/>.</summary>
internal static partial class DateTimeRecognizer
{
    private const int MaxLength = 100;

    /// <summary>A local timestamp outside is nobody's, and its tomorrow might not exist.</summary>
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    /// <summary>The readings of a text, none when it is no date or time. A null culture is an unknown one.</summary>
    public static List<DateTimeResolution> Recognize(string? text, CultureInfo? culture, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength || now.Year is < FirstYear or > LastYear)
        {
            return [];
        }

        var words = text.Trim().TrimEnd('.', '!', '?').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var whole = string.Join(' ', words);
        if (Span().Match(whole) is { Success: true } span)
        {
            var later = Later(now, span);
            return [Resolve(new FoundDay(DateOnly.FromDateTime(later)), TimeOnly.FromDateTime(later))];
        }

        var days = DateRecognizer.Recognize(whole, culture, DateOnly.FromDateTime(now));
        return days.Count > 0
            ? [.. days.Select(day => Resolve(day, null))]
            : TimeOf(whole) is { } time ? [Resolve(null, time)] : Both(words, culture, now);
    }

    /// <summary>A day and a time, in either order.</summary>
    private static List<DateTimeResolution> Both(string[] words, CultureInfo? culture, DateTime now)
    {
        if (words is [var iso] && iso.Split('T', 't') is { Length: 2 } halves)
        {
            words = halves;
        }

        var today = DateOnly.FromDateTime(now);
        for (var i = 1; i < words.Length; i++)
        {
            var (first, second) = (string.Join(' ', words[..i]).TrimEnd(','), string.Join(' ', words[i..]));
            var (day, time) = TimeOf(second) is { } last ? (first, last) : (second, TimeOf(first));
            if (time is { } at && DateRecognizer.Recognize(day, culture, today) is { Count: > 0 } days)
            {
                return [.. days.Select(found => Resolve(found, at))];
            }
        }

        return [];
    }

    private static DateTime Later(DateTime now, Match span)
    {
        var count = Number(span.Groups[1]);
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        return span.Groups[2].ValueSpan[0] is 'h' or 'H' ? minute.AddHours(count) : minute.AddMinutes(count);
    }

    private static TimeOnly? TimeOf(string text)
    {
        if (Clock().Match(text) is not { Success: true } match || !(match.Groups["m"].Success || match.Groups["half"].Success))
        {
            return null;
        }

        var hour = Number(match.Groups["h"]);
        var (minute, second) = (Number(match.Groups["m"]), Number(match.Groups["s"]));
        if (match.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half.ValueSpan[0] is 'p' or 'P' ? 12 : 0);
        }

        return hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static DateTimeResolution Resolve(FoundDay? day, TimeOnly? time)
    {
        var date = day?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var clock = time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var timex = day is { IsOfAnyYear: true } ? string.Concat("XXXX", date.AsSpan(4)) : date;
        return new DateTimeResolution
        {
            Timex = clock is null ? timex : $"{timex}T{(clock.EndsWith(":00", StringComparison.Ordinal) ? clock[..5] : clock)}",
            Value = $"{date} {clock}".Trim(),
        };
    }

    [GeneratedRegex(@"^in ([0-9]{1,5}) (hour|minute)s?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Span();

    [GeneratedRegex(@"^(?:at )?(?<h>[0-9]{1,2})(?::(?<m>[0-9]{2})(?::(?<s>[0-9]{2}))?)?(?: ?(?<half>[ap])\.?m)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
