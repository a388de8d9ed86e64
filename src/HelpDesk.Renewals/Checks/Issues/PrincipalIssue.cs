using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Is HelpDesk's app there, enabled, and renewable from this tenant?</summary>
internal sealed class PrincipalIssue : KnownIssue
{
    public override string Name => CheckNames.Principal;

    public override CheckStage Stage => CheckStage.Directory;

    public override IReadOnlyList<Page> Reading => [Page.ReplaceSecret, Page.ContextTokenFlow];

    public override Finding Evaluate(CheckContext context)
    {
        var (principal, texts) = (context.Facts.Principal, context.Texts);
        if (principal.Why is { } why)
        {
            return context.Unreadable(why);
        }

        var choice = StrategySelection.Choose(principal.Value);
        if (choice is not { Strategy: { } strategy, Holder: { } holder, Target: { } target })
        {
            return Finding.Blocks(texts.Refused(choice.Refusal!)) with { Fix = context.Link(Page.EnterpriseApps) };
        }

        if (principal.Value.ServicePrincipal is { AccountEnabled: false })
        {
            return Finding.Blocks(texts.AppDisabled(holder.DisplayName)) with { Fix = context.Link(Page.EnterpriseApps), Steps = texts.EnableApp };
        }

        if (principal.Value.ServicePrincipal is not { } present)
        {
            return Finding.AskAdmin(texts.AppWithoutPrincipal(holder.DisplayName)) with { Fix = context.Link(Page.EnterpriseApps), MayConfirm = false };
        }

        if (present.AccountEnabled is null)
        {
            return context.Unreadable(new(Directories.DirectoryFault.Refused));
        }

        // The lock of a registration covers its service principals only, and those are never written beside a registration.
        return Provability.NeedsSite(strategy, context.Registration.SiteUrl)
            ? Finding.Blocks(texts.SiteMissing)
            : Finding.Passed(texts.AppFound(holder.DisplayName, target.Holder, holder.IsLocked));
    }
}
