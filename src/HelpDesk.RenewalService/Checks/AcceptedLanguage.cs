using HelpDesk.Renewals.Languages;
using Microsoft.Net.Http.Headers;

namespace HelpDesk.RenewalService.Checks;

internal static class AcceptedLanguage
{
    /// <summary>The language that the caller likes best; English for a header that is missing or makes no sense.</summary>
    public static Language Of(string? header) =>
        StringWithQualityHeaderValue.TryParseList([header ?? string.Empty], out var wished)
            ? LanguageTags.ToLanguage(wished.OrderByDescending(w => w.Quality ?? 1).FirstOrDefault()?.Value.Value)
            : Language.English;
}
