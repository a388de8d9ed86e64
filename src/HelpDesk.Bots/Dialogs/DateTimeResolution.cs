namespace HelpDesk.Bots.Dialogs;

/// <summary>One reading of a date, a time, or both.</summary>
public sealed class DateTimeResolution
{
    /// <summary>
    /// What was said, as a TIMEX expression: <c>2026-11-30</c>, <c>T14:30</c>, <c>2026-11-30T14:30</c>; <c>XXXX-04-03</c> for a day of any year.
    /// </summary>
    public string? Timex { get; set; }

    /// <summary>The date <c>2026-11-30</c>, the time <c>14:30:00</c>, or both <c>2026-11-30 14:30:00</c>, in the person's own time.</summary>
    public string? Value { get; set; }

    /// <summary>Where a range begins. <see cref="DateTimePrompt"/> recognises no ranges.</summary>
    public string? Start { get; set; }

    /// <summary>Where a range ends. <see cref="DateTimePrompt"/> recognises no ranges.</summary>
    public string? End { get; set; }
}
