namespace HelpDesk.Renewals.Languages;

/// <summary>The languages that the product speaks.</summary>
public enum Language
{
    English,
    German,
}

public static class LanguageTags
{
    /// <summary>The language of a locale such as <c>de-AT</c>; English for everything that nobody has translated.</summary>
    public static Language ToLanguage(string? locale) =>
        locale is not null && (locale.Equals("de", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("de-", StringComparison.OrdinalIgnoreCase))
            ? Language.German
            : Language.English;

    /// <summary>The tag for a header or a card.</summary>
    public static string Tag(this Language language) => language is Language.German ? "de" : "en";
}
