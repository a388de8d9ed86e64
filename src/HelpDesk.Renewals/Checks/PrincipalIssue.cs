using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks;

/// <summary>Is HelpDesk's app there, enabled, and renewable from this tenant?</summary>
internal sealed class PrincipalIssue : IKnownIssue
{
    public string Name => "principal";

    public string Title => "HelpDesk's app can be renewed here";

    public string WhyItMatters(SignInRoute route) =>
        "The secret belongs to an app in the directory. It must be there and enabled, and its registration must be in this directory: a "
        + "registration of another directory is renewed there.";

    public Finding Evaluate(CheckContext context)
    {
        if (!context.Facts.Principal.IsRead)
        {
            return Finding.Unreadable(context.Facts.Principal.UnreadableBecause);
        }

        var principal = context.Facts.Principal.Value;
        var choice = StrategySelection.Choose(principal);
        if (choice is not { Strategy: { } strategy, Holder: { } holder })
        {
            return new(CheckResult.FailedBlocks, choice.RefusedBecause!, principal.IsFound ? Apps(context.Registration.TenantId) : null);
        }

        if (principal.ServicePrincipal is { AccountEnabled: false })
        {
            return new(
                CheckResult.FailedBlocks,
                $"{holder.DisplayName} is disabled in the directory; nobody can get a token for it until it is enabled.",
                Apps(context.Registration.TenantId));
        }

        return Provability.Refusal(strategy, context.Registration.SiteUrl) is { } unprovable
            ? new(CheckResult.FailedBlocks, unprovable)
            : Finding.Passed($"{holder.DisplayName} was found; its secret is renewed on the {(strategy is RotationStrategy.AcsLegacyPrincipal ? "service principal" : "app registration")}.");
    }

    private static Fix Apps(string tenantId) => new(
        "Open the enterprise applications",
        new($"https://entra.microsoft.com/{tenantId}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview"));
}
