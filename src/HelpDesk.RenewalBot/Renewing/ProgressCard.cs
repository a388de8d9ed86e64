using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.SignInErrors;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>How a renewal stands: what is done, what is next, and only what was observed.</summary>
internal static class ProgressCard
{
    private const string WhyId = "why";
    private const string SealId = "evidence-seal";

    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration, Renewal renewal)
    {
        var texts = context.Texts;
        var name = Markdown.Escape(registration.DisplayName);
        var outcome = IsProven(renewal.State) ? texts.Proven(renewal.NewSecretExpires) : texts.Next(renewal);
        return CardParts.Card(
                context,
                $"{texts.ProgressTitle(registration.DisplayName, renewal.State)}. {outcome}",
                [
                    CardParts.Heading(texts.ProgressTitle(name, renewal.State)),
                    Trouble(texts, renewal) ?? Delay(texts, renewal),
                    Outcome(outcome, renewal),
                    .. Steps(texts, renewal),
                    HasWhy(renewal) ? CardParts.Hidden(WhyId, CardParts.Subtle(texts.PropagatingWhy)) : null,
                    IsProven(renewal.State) && texts.OldSecret(renewal, context.Now) is { } old ? CardParts.Text(old) : null,
                    renewal is { EvidenceNumber: { } number, EvidenceHead: { } head } ? CardParts.Evidence(SealId, texts.Sealed(number, head)) : null,
                    CardParts.Subtle(Confirmed(texts, renewal)),
                ])
            .With(Actions(context, registration, renewal));
    }

    private static string Confirmed(Texts texts, Renewal renewal)
    {
        var name = Markdown.Escape(renewal.StartedByName);
        return renewal.Steps.Where(s => s.State is RenewalState.Claimed).Skip(1).LastOrDefault() is { } again
            ? texts.CarriedOnBy(name, again.At)
            : texts.StartedBy(name, renewal.StartedAt);
    }

    private static AdaptiveElement Outcome(string text, Renewal renewal) => renewal.State switch
    {
        RenewalState.Proven or RenewalState.Retired => CardParts.Box(AdaptiveContainerStyle.Good, CardParts.Bold(text)),
        RenewalState.Propagating when !renewal.OldSecretInVault => CardParts.Box(AdaptiveContainerStyle.Warning, CardParts.Bold(text)),
        _ => CardParts.Bold(text),
    };

    private static IEnumerable<AdaptiveElement> Steps(Texts texts, Renewal renewal)
    {
        foreach (var state in Path(renewal.Strategy))
        {
            var step = Taken(renewal, state);
            var isCurrent = state == renewal.State && state == RenewalState.Propagating;
            var (mark, color) = (step, isCurrent) switch
            {
                (_, true) => ("…", AdaptiveTextColor.Accent),
                (not null, _) => ("✓", AdaptiveTextColor.Good),
                _ => ("○", AdaptiveTextColor.Default),
            };
            yield return CardParts.Row(
                mark,
                color,
                step is null ? CardParts.Text(texts.StepNotTaken(state, isOver: renewal.State is RenewalState.RolledBack)) : CardParts.Bold(texts.Step(state)),
                step is null ? null : CardParts.Evidence(EvidenceId(state), $"{Markdown.Escape(texts.Instant(step.At))}: {Markdown.Escape(step.Evidence)}"));
        }
    }

    private static RenewalState[] Path(RotationStrategy strategy) => strategy.NeedsKeyPair()
        ? [RenewalState.Staged, RenewalState.Delivered, RenewalState.Propagating, RenewalState.Proven]
        : [RenewalState.Staged, RenewalState.Delivered, RenewalState.Proven];

    // The proof is only claimed while it stands. What was taken back is not there any more, and what waits for somebody may be there or not.
    private static RenewalStep? Taken(Renewal renewal, RenewalState state)
    {
        // A renewal that goes on begins again: what came before may have been taken back.
        var steps = renewal.Steps.Reverse().TakeWhile(s => s.State is not RenewalState.Claimed).ToList();
        var isUncertain = renewal.State is RenewalState.RolledBack || (IsInTrouble(renewal) && !steps.Exists(s => s.State is RenewalState.Delivered));
        return isUncertain || (state is RenewalState.Proven && !IsProven(renewal.State)) ? null : steps.Find(s => s.State == state);
    }

    private static string EvidenceId(RenewalState state) => $"evidence-{state}";

    private static AdaptiveContainer? Trouble(Texts texts, Renewal renewal) =>
        IsInTrouble(renewal)
            ? CardParts.Box(
                renewal.State == RenewalState.NeedsSignIn ? AdaptiveContainerStyle.Warning : AdaptiveContainerStyle.Attention,
                CardParts.Bold(texts.Cause),
                CardParts.Text(Markdown.Escape(renewal.Cause ?? texts.State(renewal.State))),
                SignInTrouble.In(renewal.Cause) is { } trouble ? CardParts.Text(SignInErrorCard.Explain(texts, trouble).Explanation) : null)
            : null;

    private static AdaptiveContainer? Delay(Texts texts, Renewal renewal) => renewal.Cause is { } cause
        ? CardParts.Box(AdaptiveContainerStyle.Warning, CardParts.Bold(texts.Cause), CardParts.Text(Markdown.Escape(cause)))
        : null;

    private static IEnumerable<AdaptiveAction?> Actions(CardContext context, RegistrationStatus registration, Renewal renewal)
    {
        var texts = context.Texts;
        yield return renewal.State switch
        {
            RenewalState.NeedsSignIn => context.Buttons.Make(texts.SignInAgainButton, CardVerb.Renew, registration.Id, "positive"),
            RenewalState.RolledBack or RenewalState.NeedsPerson => context.Buttons.Make(texts.TryAgainButton, CardVerb.Renew, registration.Id),
            RenewalState.Propagating when HasWhy(renewal) => CardParts.Toggle(texts.WhyButton, WhyId),
            _ => null,
        };
        yield return SignInTrouble.In(renewal.Cause)?.Known?.Link is { } link && IsInTrouble(renewal) ? new AdaptiveOpenUrlAction { Title = texts.ReadMoreButton, Url = link } : null;
        yield return HasLeftovers(renewal) ? context.Buttons.Make(texts.CleanUpButton, CardVerb.CleanUp, registration.Id) : null;
        List<string> taken =
        [
            .. Path(renewal.Strategy).Where(s => Taken(renewal, s) is not null).Select(EvidenceId),
            .. renewal.EvidenceHead is null ? Array.Empty<string>() : [SealId],
        ];
        yield return taken.Count > 0 ? CardParts.Toggle(texts.EvidenceButton, taken) : null;
        yield return context.Buttons.Make(texts.StatusButton, CardVerb.Status);
    }

    // Only access control keeps to the old secret.
    private static bool HasWhy(Renewal renewal) => renewal.State == RenewalState.Propagating && renewal.Strategy.NeedsKeyPair();

    private static bool HasLeftovers(Renewal renewal) =>
        renewal.OrphanKeyId is not null || renewal is { State: RenewalState.Retired, OldSecretFate: OldSecretFate.LeftToExpire };

    private static bool IsInTrouble(Renewal renewal) => renewal.State is RenewalState.RolledBack or RenewalState.NeedsSignIn or RenewalState.NeedsPerson;

    private static bool IsProven(RenewalState state) => state is RenewalState.Proven or RenewalState.Retired;
}
