using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>Is legacy authentication allowed, as a sign-in by login and password needs?</summary>
internal sealed class LegacyAuthenticationIssue : IKnownIssue
{
    private static readonly Fix About = new(
        "Conditional Access and legacy authentication",
        new("https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication"));

    public string Name => "legacyAuthentication";

    public string Title => "Legacy authentication is not needed or not blocked";

    public string WhyItMatters(SignInRoute route) => route is SignInRoute.Delegated
        ? "Only a sign-in by typed login and password uses it. You sign in on Microsoft's own page, so it never blocks here: leave it blocked."
        : "A sign-in by typed login and password uses it. Microsoft 365 has switched it off for good since May 2026, whatever the settings say.";

    public Finding Evaluate(CheckContext context)
    {
        var (sharePoint, defaults) = (context.Facts.SharePointAllowsLegacyAuthentication, context.Facts.SecurityDefaults);
        var blocks = new List<string>();
        if (sharePoint is { IsRead: true, Value: false })
        {
            blocks.Add("SharePoint does not allow it");
        }

        if (defaults is { IsRead: true, Value: true })
        {
            blocks.Add("security defaults block it");
        }

        if (blocks.Count > 0)
        {
            var outcome = context.Route is SignInRoute.Delegated ? " This does not block: the sign-in in the browser does not use it." : string.Empty;
            return new(context.FailedUnlessDelegated, $"Legacy authentication is blocked: {string.Join(", and ", blocks)}.{outcome}", About);
        }

        if (!sharePoint.IsRead)
        {
            return Finding.Unreadable(sharePoint.UnreadableBecause);
        }

        return defaults.IsRead
            ? Finding.Passed("Neither SharePoint's setting nor security defaults block it. A Conditional Access policy may still do so.")
            : Finding.Unreadable(defaults.UnreadableBecause);
    }
}
