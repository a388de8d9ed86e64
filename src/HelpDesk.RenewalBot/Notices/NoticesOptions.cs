using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>When people are warned (section <c>RenewalBot:Notices</c>).</summary>
internal sealed class NoticesOptions
{
    public const string Section = "RenewalBot:Notices";

    /// <summary>Days before the expiry at which a warning is sent. After the expiry there is one each day.</summary>
    public IList<int> ThresholdsInDays { get; init; } = [];

    /// <summary>Local hour from which on a warning that can wait is sent, on weekdays.</summary>
    public int FirstHour { get; init; } = 8;

    /// <summary>Local hour at which such warnings end.</summary>
    public int LastHour { get; init; } = 18;

    /// <summary>How often the outbox is looked at when nothing wakes it.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After so many failed attempts a notice is put aside with its reason.</summary>
    public int MaxAttempts { get; init; } = 8;
}

internal sealed class NoticesOptionsValidator : IValidateOptions<NoticesOptions>
{
    public ValidateOptionsResult Validate(string? name, NoticesOptions options)
    {
        List<string> failures = [];
        if (options.ThresholdsInDays.Count == 0 || options.ThresholdsInDays.Any(d => d is < 0 or > 365))
        {
            failures.Add($"{NoticesOptions.Section}:ThresholdsInDays: give at least one number of days, each from 0 to 365, such as "
                + "60, 30, 14, 7, 3, 1, 0.");
        }

        if (options.FirstHour is < 0 or > 23 || options.LastHour is < 1 or > 24 || options.FirstHour >= options.LastHour)
        {
            failures.Add($"{NoticesOptions.Section}:FirstHour and LastHour: give hours from 0 to 24, the first before the last.");
        }

        if (options.Tick <= TimeSpan.Zero)
        {
            failures.Add($"{NoticesOptions.Section}:Tick: give a time span above zero, such as 00:00:05.");
        }

        if (options.MaxAttempts < 1)
        {
            failures.Add($"{NoticesOptions.Section}:MaxAttempts: give a number above zero.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
