using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Checks;

/// <summary>The known issues for one account, worst first. What is not known is never shown as fine.</summary>
internal static class ChecklistCard
{
    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration, Checklist checklist, Guid run)
    {
        var texts = context.Texts;
        var open = checklist.Checks.Where(c => c.Result != CheckResult.Passed).OrderBy(c => Rank(c.Result)).ToList();
        var passed = checklist.Checks.Where(c => c.Result == CheckResult.Passed).ToList();
        var blocking = open.Count(c => c.Result == CheckResult.FailedBlocks);
        var summary = texts.ChecklistSummary(blocking, open.Count - blocking);
        var card = CardParts.Card(
            context,
            $"{texts.ChecklistTitle(registration.DisplayName)}. {summary}",
            CardParts.Heading(texts.ChecklistTitle(Markdown.Escape(registration.DisplayName))),
            Summary(summary, blocking, open.Count));
        foreach (var (check, index) in open.Select((c, i) => (c, i)))
        {
            card.Body.AddRange(Open(texts, check, $"details{index}"));
        }

        card.Body.AddRange(passed.Select(Passed));
        if (passed.Count > 0)
        {
            card.Body.Add(CardParts.ActionSet(CardParts.Toggle(texts.EvidenceButton, passed.Select((_, i) => EvidenceId(i)))));
        }

        if (!checklist.MayContinue)
        {
            card.Body.Add(CardParts.Text(texts.Blocked));
        }

        card.Body.Add(CardParts.Subtle(texts.CheckedFor(Markdown.Escape(checklist.AccountName), checklist.CheckedAt)));
        return card.With(Actions(context, registration.Id, checklist.MayContinue, run));
    }

    /// <summary>What stands there while the checks run.</summary>
    public static AdaptiveCard Running(CardContext context, RegistrationStatus registration) => CardParts.Card(
        context,
        context.Texts.ChecklistRunningText,
        CardParts.Heading(context.Texts.ChecklistTitle(Markdown.Escape(registration.DisplayName))),
        CardParts.Bold(context.Texts.ChecklistRunning),
        CardParts.Subtle(context.Texts.ChecklistRunningText));

    private static IEnumerable<AdaptiveAction?> Actions(CardContext context, Guid registrationId, bool mayContinue, Guid run)
    {
        CardData Data(CardVerb verb) => new() { Verb = verb, RegistrationId = registrationId, Run = run };
        yield return mayContinue ? context.Buttons.Make(context.Texts.ContinueButton, Data(CardVerb.Continue), "positive") : null;
        yield return context.Buttons.Make(context.Texts.CheckAgainButton, Data(CardVerb.CheckAgain));
        yield return context.Buttons.Make(context.Texts.OtherAccountButton, Data(CardVerb.OtherAccount));
        yield return context.Buttons.Make(context.Texts.CancelButton, Data(CardVerb.Cancel));
    }

    private static IEnumerable<AdaptiveElement> Open(Texts texts, Check check, string id)
    {
        var (mark, color) = Look(check.Result);
        var title = Markdown.Escape(check.Title);
        yield return CardParts.Row(
            mark, color, CardParts.Bold($"{title}: {texts.Result(check.Result)}"), CardParts.Text(Markdown.Escape(check.Evidence)));
        yield return CardParts.ActionSet([.. Fix(check.Fix), CardParts.Toggle(texts.WhyButton, id)]);
        yield return CardParts.Hidden(id, CardParts.Subtle(Markdown.Escape(check.WhyItMatters)));
    }

    private static AdaptiveAction[] Fix(Fix? fix) =>
        fix is { Url: { IsAbsoluteUri: true, Scheme: "https" or "http" } url } ? [new AdaptiveOpenUrlAction { Title = fix.Title, Url = url }] : [];

    private static AdaptiveElement Passed(Check check, int index) => CardParts.Row(
        "✓",
        AdaptiveTextColor.Good,
        CardParts.Text(Markdown.Escape(check.Title)),
        CardParts.Evidence(EvidenceId(index), Markdown.Escape(check.Evidence)));

    private static string EvidenceId(int index) => $"evidence{index}";

    private static AdaptiveContainer Summary(string text, int blocking, int open) => CardParts.Box(
        blocking > 0 ? AdaptiveContainerStyle.Attention : open > 0 ? AdaptiveContainerStyle.Warning : AdaptiveContainerStyle.Good,
        CardParts.Bold(text));

    private static (string Mark, AdaptiveTextColor Color) Look(CheckResult result) => result switch
    {
        CheckResult.FailedBlocks => ("✕", AdaptiveTextColor.Attention),
        CheckResult.FailedDoesNotBlock => ("!", AdaptiveTextColor.Warning),
        CheckResult.CannotTell => ("?", AdaptiveTextColor.Accent),
        _ => ("–", AdaptiveTextColor.Warning),
    };

    private static int Rank(CheckResult result) => result switch
    {
        CheckResult.FailedBlocks => 0,
        CheckResult.CannotTell => 1,
        CheckResult.CouldNotBeRead => 2,
        _ => 3,
    };
}
