using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Is multi-factor authentication off for the account, as a sign-in by login and password needs?</summary>
internal sealed class MultiFactorIssue : KnownIssue
{
    public override string Name => CheckNames.MultiFactor;

    public override CheckStage Stage => CheckStage.Directory;

    public override bool IsAboutAccount => true;

    public override IReadOnlyList<Page> Reading => [Page.SetUpMultiFactor, Page.ConditionalAccessPolicies];

    public override bool IsEnforcedOn(SignInRoute route) => route is SignInRoute.LegacyPassword;

    public override Finding Evaluate(CheckContext context)
    {
        var (facts, texts) = (context.Facts, context.Texts);
        var access = SignInAccess.Of(context, context.IsDelegated ? ClientType.Browser : ClientType.Other);
        var demands = Demands(context, access).ToList();
        if (demands.Count > 0)
        {
            return new(context.FailedUnlessDelegated, texts.MultiFactorAsked(demands, context.Route));
        }

        if ((facts.MultiFactor.Why ?? facts.SecurityDefaults.Why ?? facts.ConditionalAccess.Why ?? access?.Unread) is { } why)
        {
            return context.Unreadable(why);
        }

        if (facts.MultiFactor.Value is PerUserMultiFactor.Unknown)
        {
            return context.AskUnlessDelegated(texts.MultiFactorStateUnknown);
        }

        var maybe = access?.MayAskForMultiFactor ?? [];
        return maybe.Count > 0 ? context.AskUnlessDelegated(texts.MultiFactorMayBeAsked(maybe)) : Finding.Passed(texts.MultiFactorNotAsked);
    }

    private static IEnumerable<string> Demands(CheckContext context, SignInAccess? access)
    {
        var (state, defaults) = (context.Facts.MultiFactor, context.Facts.SecurityDefaults);
        if (state is { IsRead: true, Value: PerUserMultiFactor.Enabled or PerUserMultiFactor.Enforced })
        {
            yield return context.Texts.AskedByAccount(state.Value is PerUserMultiFactor.Enforced ? "enforced" : "enabled");
        }

        if (defaults is { IsRead: true, Value: true })
        {
            yield return context.Texts.AskedByDefaults;
        }

        foreach (var policy in access?.AsksForMultiFactor ?? [])
        {
            yield return context.Texts.AskedByPolicy(policy);
        }
    }
}
