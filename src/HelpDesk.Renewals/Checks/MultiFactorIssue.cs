using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>Is multi-factor authentication off for the account, as a sign-in by login and password needs?</summary>
internal sealed class MultiFactorIssue : IKnownIssue
{
    private static readonly Fix About = new(
        "Multi-factor authentication in Microsoft 365",
        new("https://learn.microsoft.com/microsoft-365/admin/security-and-compliance/set-up-multi-factor-authentication"));

    public string Name => "multiFactor";

    public string Title => "Multi-factor authentication does not stand in the way";

    public string WhyItMatters(SignInRoute route) => route is SignInRoute.Delegated
        ? "A login and password alone cannot answer a second factor. You sign in on Microsoft's own page, where you can, so it never blocks "
            + "here: leave it on."
        : "A login and password alone cannot answer a second factor.";

    public Finding Evaluate(CheckContext context)
    {
        var (state, defaults) = (context.Facts.MultiFactor, context.Facts.SecurityDefaults);
        var demands = new List<string>();
        if (state is { IsRead: true, Value: PerUserMultiFactor.Enabled or PerUserMultiFactor.Enforced })
        {
            demands.Add($"the account's own setting is '{state.Value.ToString().ToLowerInvariant()}'");
        }

        if (defaults is { IsRead: true, Value: true })
        {
            demands.Add("security defaults are on and ask every administrator for it");
        }

        if (demands.Count > 0)
        {
            var outcome = context.Route is SignInRoute.Delegated ? " This does not block: you answer it when you sign in." : string.Empty;
            return new(context.FailedUnlessDelegated, $"Multi-factor authentication is asked for: {string.Join(", and ", demands)}.{outcome}", About);
        }

        if (!state.IsRead)
        {
            return Finding.Unreadable(state.UnreadableBecause);
        }

        if (!defaults.IsRead)
        {
            return Finding.Unreadable(defaults.UnreadableBecause);
        }

        return state.Value is PerUserMultiFactor.Unknown
            ? new(CheckResult.CannotTell, "The directory gives a state of multi-factor authentication that this product does not know.")
            : Finding.Passed("Neither the account's own setting nor security defaults ask for it. A Conditional Access policy may still do so.");
    }
}
