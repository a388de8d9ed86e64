using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>Does the login belong to the tenant's initial domain (name@tenant.onmicrosoft.com)?</summary>
internal sealed class LoginFormatIssue : IKnownIssue
{
    public string Name => "loginFormat";

    public string Title => "The login is in the tenant's initial domain";

    public string WhyItMatters(SignInRoute route) => route is SignInRoute.Delegated
        ? "The rule was made for logins typed into HelpDesk: a federated domain hands the sign-in to another system, where a typed password "
            + "does not work. You sign in on Microsoft's own page, so it does not matter here."
        : "A federated domain hands the sign-in to another system, where a password typed into HelpDesk does not work.";

    public Finding Evaluate(CheckContext context)
    {
        var facts = context.Facts;
        if (!facts.UserPrincipalName.IsRead)
        {
            return Finding.Unreadable(facts.UserPrincipalName.UnreadableBecause);
        }

        if (!facts.Domains.IsRead)
        {
            return Finding.Unreadable(facts.Domains.UnreadableBecause);
        }

        var login = facts.UserPrincipalName.Value;
        var suffix = login[(login.LastIndexOf('@') + 1)..];
        // The initial domain is told by the directory, not by its spelling: other clouds have other endings.
        var initial = facts.Domains.Value.FirstOrDefault(d => d.IsInitial);
        var own = facts.Domains.Value.FirstOrDefault(d => string.Equals(d.Name, suffix, StringComparison.OrdinalIgnoreCase));
        if (initial is null)
        {
            return new(CheckResult.CannotTell, $"The directory names no initial domain, so {login} cannot be compared with it.");
        }

        if (own?.IsInitial is true)
        {
            return Finding.Passed($"{login} is in the initial domain {initial.Name}.");
        }

        var federated = own switch
        {
            { IsFederated: true } => $"{suffix} is federated: another system signs its people in",
            { IsFederated: false } => $"{suffix} is not federated",
            null => $"the directory does not list {suffix}",
        };
        var outcome = context.Route is SignInRoute.Delegated ? " This does not block the sign-in in the browser." : string.Empty;
        return new(context.FailedUnlessDelegated, $"{login} is not in the initial domain {initial.Name}; {federated}.{outcome}");
    }
}
