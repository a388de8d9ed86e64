using System.Globalization;

namespace HelpDesk.Bots.Dialogs;

/// <summary>The language of an answer.</summary>
internal static class PromptCulture
{
    private const int MaxLength = 32;

    /// <summary>
    /// The first that is known of: the language that the prompt was told, the activity's locale, the prompt's default. Null when none is.
    /// </summary>
    public static CultureInfo? Of(ITurnContext turnContext, PromptOptions options, string? defaultLocale) =>
        Find(options.RecognizeLanguage) ?? Find(turnContext.Activity.Locale) ?? Find(defaultLocale);

    private static CultureInfo? Find(string? locale)
    {
        if (string.IsNullOrWhiteSpace(locale) || locale.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return CultureInfo.GetCultureInfo(locale, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
