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
        var (parts, rows) = CardParts.Fit(
            [.. open.Select((c, i) => Open(texts, c, $"details{i}")), .. passed.Select((c, i) => Passed(texts, c, i))], texts.MoreChecks);
        card.Body.AddRange(parts);
        if (rows > open.Count)
        {
            card.Body.Add(CardParts.ActionSet(CardParts.Toggle(texts.EvidenceButton, passed.Take(rows - open.Count).Select((_, i) => EvidenceId(i)))));
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

    private static AdaptiveElement[] Open(Texts texts, Check check, string id)
    {
        var (mark, color) = Look(check.Result);
        return
        [
            CardParts.Row(mark, color, CardParts.Bold(Line(texts, check)), CardParts.Text(Markdown.Escape(check.Evidence))),
            CardParts.ActionSet([.. Fix(check.Fix), CardParts.Toggle(texts.WhyButton, id)]),
            CardParts.Hidden(id, CardParts.Subtle(Markdown.Escape(check.WhyItMatters))),
        ];
    }

    private static string Line(Texts texts, Check check) => $"{Markdown.Escape(check.Title)}: {texts.Result(check.Result)}";

    private static AdaptiveAction[] Fix(Fix? fix) =>
        fix is { Url: { IsAbsoluteUri: true, Scheme: "https" or "http" } url } ? [new AdaptiveOpenUrlAction { Title = fix.Title, Url = url }] : [];

    private static AdaptiveElement[] Passed(Texts texts, Check check, int index) =>
    [
        CardParts.Row(
            "✓",
            AdaptiveTextColor.Good,
            CardParts.Text(Line(texts, check)),
            CardParts.Evidence(EvidenceId(index), Markdown.Escape(check.Evidence))),
    ];

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
