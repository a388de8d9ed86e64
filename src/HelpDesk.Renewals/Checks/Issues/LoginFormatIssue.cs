using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Does the login belong to the tenant's initial domain (name@tenant.onmicrosoft.com)?</summary>
internal sealed class LoginFormatIssue : KnownIssue
{
    public override string Name => CheckNames.LoginFormat;

    public override CheckStage Stage => CheckStage.Directory;

    public override bool IsAboutAccount => true;

    public override bool IsEnforcedOn(SignInRoute route) => route is SignInRoute.LegacyPassword;

    public override Finding Evaluate(CheckContext context)
    {
        var (facts, texts) = (context.Facts, context.Texts);
        if ((facts.Account.Why ?? facts.Domains.Why) is { } why)
        {
            return context.Unreadable(why);
        }

        var login = facts.Account.Value.Login;
        // The initial domain is told by the directory, not by its spelling: other clouds have other endings.
        if (facts.Domains.Value.FirstOrDefault(d => d.IsInitial) is not { } initial)
        {
            return context.AskUnlessDelegated(texts.NoInitialDomain(login));
        }

        var suffix = login[(login.LastIndexOf('@') + 1)..];
        var own = facts.Domains.Value.FirstOrDefault(d => string.Equals(d.Name, suffix, StringComparison.OrdinalIgnoreCase));
        return own?.IsInitial is true
            ? Finding.Passed(texts.LoginIsInitial(login, initial.Name))
            : new(context.FailedUnlessDelegated, texts.LoginIsElsewhere(login, initial.Name, suffix, own?.IsFederated, context.Route));
    }
}
