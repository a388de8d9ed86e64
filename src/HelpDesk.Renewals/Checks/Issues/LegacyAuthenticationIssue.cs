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
        // Two kinds of old clients, and what keeps either out is worth knowing.
        var access = new[] { ClientType.Other, ClientType.ExchangeActiveSync }.Select(client => SignInAccess.Of(context, client)).OfType<SignInAccess>().ToList();
        var blocks = Blocks(context, access).ToList();
        if (blocks.Count > 0)
        {
            return new(context.FailedUnlessDelegated, texts.LegacyBlocked(blocks, context.Route));
        }

        if ((facts.SharePointAllowsLegacyAuthentication.Why ?? facts.SecurityDefaults.Why ?? facts.ConditionalAccess.Why ?? access.Select(a => a.Unread).FirstOrDefault(u => u is not null)) is { } why)
        {
            return context.Unreadable(why);
        }

        List<string> maybe = [.. access.SelectMany(a => a.MayStopLegacyClients).Distinct()];
        return maybe.Count > 0 ? context.AskUnlessDelegated(texts.LegacyMayBeBlocked(maybe)) : Finding.Passed(texts.LegacyNotBlocked);
    }

    private static IEnumerable<string> Blocks(CheckContext context, List<SignInAccess> access)
    {
        if (context.Facts.SharePointAllowsLegacyAuthentication is { IsRead: true, Value: false })
        {
            yield return context.Texts.LegacyBlockedBySharePoint;
        }

        if (context.Facts.SecurityDefaults is { IsRead: true, Value: true })
        {
            yield return context.Texts.LegacyBlockedByDefaults;
        }

        foreach (var policy in access.SelectMany(a => a.StopsLegacyClients).Distinct())
        {
            yield return context.Texts.LegacyBlockedByPolicy(policy);
        }
    }
}
