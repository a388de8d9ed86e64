using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Checks;

/// <summary>How a known issue looks, wherever it is shown. The mark is never all that tells: the words say the same.</summary>
internal static class CheckLook
{
    // What a row of buttons can hold in every client.
    private const int MostLinks = 6;

    public static (string Mark, AdaptiveTextColor Color) Of(CheckResult result) => result switch
    {
        CheckResult.Passed => ("✓", AdaptiveTextColor.Good),
        CheckResult.FailedBlocks => ("✕", AdaptiveTextColor.Attention),
        CheckResult.FailedDoesNotBlock => ("!", AdaptiveTextColor.Warning),
        CheckResult.CannotTell => ("?", AdaptiveTextColor.Accent),
        _ => ("–", AdaptiveTextColor.Warning),
    };

    public static string Line(Texts texts, Check check) => $"{Markdown.Escape(check.Title)}: {texts.Result(check.Result)}";

    public static AdaptiveTextBlock? Confirmed(Texts texts, Check check) =>
        check.Confirmed is { } word ? CardParts.Subtle(texts.ConfirmedByHand(Markdown.Escape(word.PersonName), word.At)) : null;

    /// <summary>Microsoft's pages about these issues, each once.</summary>
    public static IEnumerable<AdaptiveElement> Reading(IEnumerable<Check> checks)
    {
        var links = checks.SelectMany(c => c.Reading).DistinctBy(f => f.Url.OriginalString).Take(MostLinks).SelectMany(Link).ToList();
        return links.Count > 0 ? [CardParts.ActionSet(links)] : [];
    }

    /// <summary>A link from the service, if it is one that may be opened.</summary>
    public static AdaptiveAction[] Link(Fix? fix) =>
        fix is { Url: { IsAbsoluteUri: true, Scheme: "https" or "http" } url } ? [new AdaptiveOpenUrlAction { Title = fix.Title, Url = url }] : [];
}
