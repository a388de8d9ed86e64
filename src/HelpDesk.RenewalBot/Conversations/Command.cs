namespace HelpDesk.RenewalBot.Conversations;

/// <summary>The words that work anywhere.</summary>
internal enum Command
{
    Help,
    Status,
    Renew,
    Check,
    History,
    TemporaryAccount,
    SignOut,
    Cancel,
}

internal static class Commands
{
    /// <summary>In every language in every chat. Null when the text is none of the commands. Case, spaces, a full stop and a mention of the bot do not matter.</summary>
    public static Command? Recognize(string? text) => Normalize(text) switch
    {
        "help" or "?" or "hilfe" => Command.Help,
        "status" => Command.Status,
        "renew" or "erneuern" => Command.Renew,
        "check" or "prüfen" or "pruefen" => Command.Check,
        "history" or "verlauf" => Command.History,
        "sign out" or "signout" or "log out" or "logout" or "abmelden" => Command.SignOut,
        "cancel" or "stop" or "quit" or "abbrechen" or "stopp" => Command.Cancel,
        "temporary account" or "befristetes konto" or "temporäres konto" => Command.TemporaryAccount,
        _ => null,
    };

    /// <summary>The text as it is compared: without a mention, lower case, single spaces, no trailing punctuation.</summary>
    public static string Normalize(string? text)
    {
        if (text is null)
        {
            return "";
        }

        var words = WithoutMentions(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).TrimEnd('.', '!').Trim('"', '„', '“', '”').ToLowerInvariant();
    }

    private static string WithoutMentions(string text)
    {
        while (text.IndexOf("<at>", StringComparison.OrdinalIgnoreCase) is var start && start >= 0)
        {
            var end = text.IndexOf("</at>", start, StringComparison.OrdinalIgnoreCase);
            text = end < 0 ? text.Remove(start, 4) : text.Remove(start, end + 5 - start);
        }

        return text;
    }
}
