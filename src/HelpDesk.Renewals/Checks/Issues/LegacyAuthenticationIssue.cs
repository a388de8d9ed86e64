using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Is legacy authentication allowed, as a sign-in by login and password needs?</summary>
internal sealed class LegacyAuthenticationIssue : KnownIssue
{
    public override string Name => CheckNames.LegacyAuthentication;

    public override CheckStage Stage => CheckStage.Directory;

    public override bool IsAboutAccount => true;

    public override IReadOnlyList<Page> Reading => [Page.BlockLegacyAuthentication, Page.ConditionalAccessPolicies];

    public override bool IsEnforcedOn(SignInRoute route) => route is SignInRoute.LegacyPassword;

    public override Finding Evaluate(CheckContext context)
    {
        var (facts, texts) = (context.Facts, context.Texts);
        var access = SignInAccess.Of(context, ClientType.Other);
        var blocks = Blocks(context, access).ToList();
        if (blocks.Count > 0)
        {
            return new(context.FailedUnlessDelegated, texts.LegacyBlocked(blocks, context.Route));
        }

        if ((facts.SharePointAllowsLegacyAuthentication.Why ?? facts.SecurityDefaults.Why ?? facts.ConditionalAccess.Why ?? access?.Unread) is { } why)
        {
            return context.Unreadable(why);
        }

        var maybe = access?.MayStopLegacyClients ?? [];
        return maybe.Count > 0 ? context.AskUnlessDelegated(texts.LegacyMayBeBlocked(maybe)) : Finding.Passed(texts.LegacyNotBlocked);
    }

    private static IEnumerable<string> Blocks(CheckContext context, SignInAccess? access)
    {
        if (context.Facts.SharePointAllowsLegacyAuthentication is { IsRead: true, Value: false })
        {
            yield return context.Texts.LegacyBlockedBySharePoint;
        }

        if (context.Facts.SecurityDefaults is { IsRead: true, Value: true })
        {
            yield return context.Texts.LegacyBlockedByDefaults;
        }

        foreach (var policy in access?.StopsLegacyClients ?? [])
        {
            yield return context.Texts.LegacyBlockedByPolicy(policy);
        }
    }
}
