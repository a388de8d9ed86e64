using HelpDesk.Renewals.Checks.Issues;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>The known issues, evaluated for one account with what has been read so far.</summary>
public static class KnownIssues
{
    // Enough to find somebody who is there; a large tenant has many.
    private const int MostPeople = 20;

    // An admin's word counts until things have had the time to change.
    private static readonly TimeSpan WordCounts = TimeSpan.FromDays(30);

    private static readonly KnownIssue[] All =
    [
        new PrincipalIssue(),
        new ConsentIssue(),
        new RoleIssue(),
        new LoginFormatIssue(),
        new MultiFactorIssue(),
        new LegacyAuthenticationIssue(),
        new ConditionalAccessIssue(),
        new AppPolicyIssue(),
        new VaultSecretIssue(),
        new VaultWritableIssue(),
        new RecentRenewalIssue(),
        new AccessControlIssue(),
        new SharePointAppsIssue(),
    ];

    public static bool IsKnown(string name) => Array.Exists(All, i => i.Name == name);

    /// <param name="context">The facts; what <paramref name="stage"/> has not reached is not looked at.</param>
    /// <param name="stage">How far reading has come.</param>
    public static Checklist Evaluate(CheckContext context, CheckStage stage)
    {
        ArgumentNullException.ThrowIfNull(context);
        var checks = All.Select(issue => issue.Stage <= stage ? Check(issue, context) : Pending(issue, context)).OfType<Check>().ToList();
        var facts = context.Facts;
        return new()
        {
            RegistrationId = context.Registration.Id,
            TenantId = context.Registration.TenantId,
            AccountId = facts.AccountId,
            AccountName = facts.AccountName,
            Roles = stage is CheckStage.Detail && facts.ActiveRoles.IsRead ? [.. facts.ActiveRoles.Value.Where(DirectoryRoles.MayRenew).Select(r => r.Name).Distinct()] : null,
            Route = context.Route,
            AboutPage = context.Registration.AboutPage,
            MayContinue = stage is CheckStage.Detail && checks.TrueForAll(c => c.Result is not CheckResult.FailedBlocks),
            IsComplete = stage is CheckStage.Detail,
            CheckedAt = context.Service.Now,
            Checks = checks,
        };
    }

    private static Check? Check(KnownIssue issue, CheckContext context)
    {
        if (issue.Evaluate(context) is not { } finding)
        {
            return null;
        }

        return Describe(issue, context) with
        {
            Result = finding.Result,
            Evidence = finding.Evidence,
            Fix = finding.Fix,
            Steps = finding.Steps,
            People = [.. finding.People.Take(MostPeople).Select(p => new Helper(p.Name, p.Login, p.Role))],
            MayConfirm = finding.MayConfirm,
            Confirmed = finding.MayConfirm ? Word(issue, context) : null,
        };
    }

    private static Check? Pending(KnownIssue issue, CheckContext context) => issue.IsForEveryApp ? Describe(issue, context) : null;

    private static Check Describe(KnownIssue issue, CheckContext context)
    {
        var words = context.Texts.Words(issue.Name, context.Route, context.Service.Consent.SignedIn);
        return new()
        {
            Name = issue.Name,
            Title = words.Title,
            LooksAt = words.LooksAt,
            WhyItMatters = words.Why,
            Result = CheckResult.Pending,
            Evidence = string.Empty,
            IsEnforced = issue.IsEnforcedOn(context.Route),
            Reading = [.. issue.Reading.Select(context.Link)],
        };
    }

    private static Confirmation? Word(KnownIssue issue, CheckContext context) =>
        context.Service.Confirmations
            .Where(c => c.CheckName == issue.Name && context.Service.Now - c.At < WordCounts)
            .Where(c => !issue.IsAboutAccount || string.Equals(c.PersonId, context.Facts.AccountId, StringComparison.OrdinalIgnoreCase))
            .MaxBy(c => c.At) is { } word
            ? new(word.PersonName, word.At)
            : null;
}
