using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Checks;

/// <summary>The known issues for one account, worst first. What is not known is never shown as fine.</summary>
internal static class ChecklistCard
{
    private const string PassedId = "passed";

    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration, Checklist checklist, Guid run)
    {
        var texts = context.Texts;
        var open = checklist.Checks.Where(c => c.Result is not (CheckResult.Passed or CheckResult.Pending)).OrderBy(c => Rank(c.Result)).ToList();
        var summary = Summarize(texts, checklist, open);
        var card = CardParts.Card(
            context,
            $"{texts.ChecklistTitle(registration.DisplayName)}. {summary}",
            CardParts.Heading(texts.ChecklistTitle(Markdown.Escape(registration.DisplayName))),
            Expired(texts, registration, isBlocked: open.Exists(c => c.Result is CheckResult.FailedBlocks)),
            ByPassword(texts, checklist),
            Summary(summary, open, checklist.IsComplete));
        card.Body.AddRange(CardParts.Fit([.. open.Select((c, i) => Open(context, c, run, $"details{i}"))], texts.MoreChecks).Parts);
        card.Body.AddRange(Passed(texts, [.. checklist.Checks.Where(c => c.Result is CheckResult.Passed)]));
        if (!checklist.IsComplete)
        {
            card.Body.Add(CardParts.Subtle(texts.StillChecking([.. checklist.Checks.Where(c => c.Result is CheckResult.Pending).Select(c => Markdown.Escape(c.Title))])));
            return card;
        }

        if (!checklist.MayContinue)
        {
            card.Body.Add(CardParts.Text(texts.Blocked));
        }

        card.Body.Add(CardParts.Subtle(texts.CheckedFor(Markdown.Escape(checklist.AccountName), checklist.CheckedAt)));
        return card.With(Actions(context, registration.Id, checklist, run));
    }

    /// <summary>What stands there while the checks run.</summary>
    public static AdaptiveCard Running(CardContext context, RegistrationStatus registration) => CardParts.Card(
        context,
        context.Texts.ChecklistRunningText,
        CardParts.Heading(context.Texts.ChecklistTitle(Markdown.Escape(registration.DisplayName))),
        CardParts.Bold(context.Texts.ChecklistRunning),
        CardParts.Subtle(context.Texts.ChecklistRunningText));

    private static string Summarize(Texts texts, Checklist checklist, List<Check> open)
    {
        var blocking = open.Count(c => c.Result is CheckResult.FailedBlocks);
        return checklist.IsComplete ? texts.ChecklistSummary(blocking, open.Count - blocking) : texts.ChecklistRunning;
    }

    /// <summary>Of an expired secret people first want to know since when HelpDesk is down, and what they may do now.</summary>
    private static AdaptiveContainer? Expired(Texts texts, RegistrationStatus registration, bool isBlocked) => registration is { Status: SecretStatus.Expired, CoveredUntil: { } until }
        ? CardParts.Box(AdaptiveContainerStyle.Attention, CardParts.Bold(texts.DownSince(until)), CardParts.Text(isBlocked ? texts.SafeAnyway : texts.SafeNow(registration.Strategy)))
        : null;

    /// <summary>Renewals by password have stopped working, whatever the checks say.</summary>
    private static AdaptiveContainer? ByPassword(Texts texts, Checklist checklist) => checklist.Route is SignInRoute.LegacyPassword
        ? CardParts.Box(AdaptiveContainerStyle.Attention, CardParts.Bold(texts.PasswordRenewalsTitle), CardParts.Text(texts.PasswordRenewalsText))
        : null;

    private static IEnumerable<AdaptiveAction?> Actions(CardContext context, Guid registrationId, Checklist checklist, Guid run)
    {
        var texts = context.Texts;
        CardData Data(CardVerb verb) => new() { Verb = verb, RegistrationId = registrationId, Run = run };
        yield return checklist switch
        {
            { Route: SignInRoute.LegacyPassword, AboutPage: { } page } => new AdaptiveOpenUrlAction { Title = texts.AboutPageButton, Url = page },
            { MayContinue: true } => context.Buttons.Make(texts.ContinueButton, Data(CardVerb.Continue), "positive"),
            _ => null,
        };
        yield return context.Buttons.Make(texts.CheckAgainButton, Data(CardVerb.CheckAgain));
        yield return context.Buttons.Make(texts.OtherAccountButton, Data(CardVerb.OtherAccount));
        yield return context.Buttons.Make(texts.SupportButton, Data(CardVerb.Support));
        yield return context.Buttons.Make(texts.CancelButton, Data(CardVerb.Cancel));
    }

    private static AdaptiveElement[] Open(CardContext context, Check check, Guid run, string id)
    {
        var texts = context.Texts;
        var (mark, color) = CheckLook.Of(check.Result);
        return
        [
            CardParts.Row(
                mark,
                color,
                CardParts.Bold(CheckLook.Line(texts, check)),
                CardParts.Text(Markdown.Escape(check.Evidence)),
                CheckLook.Confirmed(texts, check)),
            CardParts.ActionSet(
            [
                .. CheckLook.Link(check.Fix),
                .. CheckStepCard.IsNeeded(check)
                    ? [context.Buttons.Make(texts.WhatToDoButton, new CardData { Verb = CardVerb.OpenCheck, Run = run, Check = check.Name })]
                    : Array.Empty<AdaptiveAction>(),
                CardParts.Toggle(texts.WhyButton, id),
            ]),
            CardParts.Hidden(id, [CardParts.Subtle(Markdown.Escape(check.WhyItMatters)), .. CheckLook.Reading([check])]),
        ];
    }

    /// <summary>One line, and the rest on demand: what is in order needs no reading.</summary>
    private static IEnumerable<AdaptiveElement> Passed(Texts texts, List<Check> passed)
    {
        if (passed.Count > 0)
        {
            yield return CardParts.Row("✓", AdaptiveTextColor.Good, CardParts.Text(texts.PassedCount(passed.Count)));
            yield return CardParts.ActionSet(CardParts.Toggle(texts.ShowPassedButton, PassedId));
            yield return CardParts.Hidden(
                PassedId,
                [
                    .. passed.Select(c => CardParts.Row(
                        "✓", AdaptiveTextColor.Good, CardParts.Text(CheckLook.Line(texts, c)), CardParts.Subtle(Markdown.Escape(c.Evidence)))),
                    .. CheckLook.Reading(passed),
                ]);
        }
    }

    private static AdaptiveContainer Summary(string text, List<Check> open, bool isComplete) => CardParts.Box(
        open.Exists(c => c.Result is CheckResult.FailedBlocks) ? AdaptiveContainerStyle.Attention
        : open.Exists(c => c.Result is not CheckResult.FailedDoesNotBlock) ? AdaptiveContainerStyle.Warning
        : isComplete ? AdaptiveContainerStyle.Good : AdaptiveContainerStyle.Default,
        CardParts.Bold(text));

    private static int Rank(CheckResult result) => result switch
    {
        CheckResult.FailedBlocks => 0,
        CheckResult.CannotTell => 1,
        CheckResult.CouldNotBeRead => 2,
        _ => 3,
    };
}
