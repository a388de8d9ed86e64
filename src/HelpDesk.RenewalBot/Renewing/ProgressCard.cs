using HelpDesk.RenewalBot.Cards;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>How a renewal stands: what is done, what is next, and only what was observed.</summary>
internal static class ProgressCard
{
    private const string WhyId = "why";

    public static AdaptiveCard Build(CardContext context, RegistrationStatus registration, Renewal renewal)
    {
        var texts = context.Texts;
        var name = Markdown.Escape(registration.DisplayName);
        var next = IsProven(renewal.State) ? texts.Proven(renewal.NewSecretExpires) : texts.Next(renewal.State, renewal.ProofExpectedAt);
        return CardParts.Card(
                context,
                $"{texts.ProgressTitle(registration.DisplayName, renewal.State)}. {next}",
                [
                    CardParts.Heading(texts.ProgressTitle(name, renewal.State)),
                    .. Steps(texts, renewal),
                    Trouble(texts, renewal),
                    next.Length == 0 ? null : CardParts.Bold(next, IsProven(renewal.State) ? AdaptiveTextColor.Good : AdaptiveTextColor.Default),
                    renewal.State == RenewalState.Propagating ? CardParts.Hidden(WhyId, CardParts.Subtle(texts.PropagatingWhy)) : null,
                    CardParts.Subtle(texts.StartedBy(Markdown.Escape(renewal.StartedByName), renewal.StartedAt)),
                ])
            .With(Actions(context, registration, renewal.State));
    }

    private static IEnumerable<AdaptiveElement> Steps(Texts texts, Renewal renewal)
    {
        RenewalState[] path = renewal.Strategy == RotationStrategy.EntraApplication
            ? [RenewalState.Staged, RenewalState.Delivered, RenewalState.Proven]
            : [RenewalState.Staged, RenewalState.Delivered, RenewalState.Propagating, RenewalState.Proven];
        foreach (var state in path)
        {
            // The proof is only claimed while it stands.
            var step = state == RenewalState.Proven && !IsProven(renewal.State) ? null : renewal.Steps.LastOrDefault(s => s.State == state);
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
                step is null ? CardParts.Text(texts.Step(state)) : CardParts.Bold(texts.Step(state)),
                step is null ? null : CardParts.Subtle($"{texts.Instant(step.At)}: {Markdown.Escape(step.Evidence)}"));
        }
    }

    private static AdaptiveContainer? Trouble(Texts texts, Renewal renewal) =>
        renewal.State is RenewalState.RolledBack or RenewalState.NeedsSignIn or RenewalState.NeedsPerson
            ? CardParts.Box(
                renewal.State == RenewalState.NeedsSignIn ? AdaptiveContainerStyle.Warning : AdaptiveContainerStyle.Attention,
                CardParts.Bold(texts.Cause),
                CardParts.Text(Markdown.Escape(renewal.Cause ?? texts.State(renewal.State))))
            : null;

    private static IEnumerable<AdaptiveAction?> Actions(CardContext context, RegistrationStatus registration, RenewalState state)
    {
        var texts = context.Texts;
        yield return state switch
        {
            RenewalState.NeedsSignIn => context.Buttons.Make(texts.SignInAgainButton, CardVerb.Renew, registration.Id, "positive"),
            RenewalState.RolledBack or RenewalState.NeedsPerson => context.Buttons.Make(texts.TryAgainButton, CardVerb.Renew, registration.Id),
            RenewalState.Propagating => CardParts.Toggle(texts.WhyButton, WhyId),
            _ => null,
        };
        yield return context.Buttons.Make(texts.StatusButton, CardVerb.Status);
    }

    private static bool IsProven(RenewalState state) => state is RenewalState.Proven or RenewalState.Retired;
}
