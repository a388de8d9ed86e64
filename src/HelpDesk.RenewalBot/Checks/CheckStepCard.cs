using System.Globalization;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Checks;

/// <summary>One known issue by itself: what was looked at and seen, why it matters, what to do, and who could do it.</summary>
internal static class CheckStepCard
{
    private const int MostPeople = 8;

    /// <summary>Whether there is more to say than fits into the checklist.</summary>
    public static bool IsNeeded(Check check) => check.Steps.Count > 0 || check.People.Count > 0 || check.MayConfirm || HasLastResort(check);

    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration, Check check, Guid run)
    {
        var texts = context.Texts;
        var (mark, color) = CheckLook.Of(check.Result);
        CardData Data(CardVerb verb) => new() { Verb = verb, RegistrationId = registration.Id, Run = run, Check = check.Name };
        return CardParts.Card(
                context,
                $"{check.Title}: {texts.Result(check.Result)}. {check.Evidence}",
                [
                    CardParts.Heading(Markdown.Escape(check.Title)),
                    CardParts.Row(mark, color, CardParts.Bold(texts.Result(check.Result)), CardParts.Text(Markdown.Escape(check.Evidence)), CheckLook.Confirmed(texts, check)),
                    .. Steps(texts, check),
                    .. People(texts, check),
                    CardParts.Subtle($"{texts.LooksAt} {Markdown.Escape(check.LooksAt)}"),
                    CardParts.Subtle(Markdown.Escape(check.WhyItMatters)),
                    .. CheckLook.Reading([check]),
                ])
            .With(
            [
                .. CheckLook.Link(check.Fix),
                context.Buttons.Make(texts.DoneButton, Data(CardVerb.CheckDone), "positive"),
                context.Buttons.Make(texts.OtherAccountButton, Data(CardVerb.OtherAccount)),
                HasLastResort(check) ? context.Buttons.Make(texts.TemporaryAccountButton, CardVerb.TemporaryAccount, registration.Id) : null,
                context.Buttons.Make(texts.BackButton, Data(CardVerb.BackToChecks)),
            ]);
    }

    /// <summary>Whether another account could get past what blocks this one.</summary>
    private static bool HasLastResort(Check check) => check is { Result: CheckResult.FailedBlocks, Name: CheckNames.Role or CheckNames.ConditionalAccess };

    private static IEnumerable<AdaptiveElement> Steps(Texts texts, Check check)
    {
        if (check.Steps.Count > 0)
        {
            yield return CardParts.Bold(texts.WhatToDo);
            foreach (var (step, i) in check.Steps.Select((s, i) => (s, i)))
            {
                yield return CardParts.Row(Number(i + 1), AdaptiveTextColor.Default, CardParts.Text(Markdown.Escape(step)));
            }
        }
    }

    // With a full stop it would be a list of its own in Markdown, and show nothing.
    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<AdaptiveElement> People(Texts texts, Check check)
    {
        if (check.People.Count > 0)
        {
            yield return CardParts.Bold(texts.WhoCould);
            yield return CardParts.Facts(check.People.Take(MostPeople).Select(p => (Markdown.Escape(p.Name), (string?)texts.PersonLine(p.Login, p.Role))));
            if (check.People.Count > MostPeople)
            {
                yield return CardParts.Subtle(texts.MorePeople(check.People.Count - MostPeople));
            }
        }
    }
}
