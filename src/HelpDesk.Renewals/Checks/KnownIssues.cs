using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>The known issues in the order in which they are shown, evaluated for one account.</summary>
public sealed class KnownIssues(TimeProvider time)
{
    private static readonly IKnownIssue[] All =
    [
        new PrincipalIssue(),
        new RoleIssue(),
        new LoginFormatIssue(),
        new MultiFactorIssue(),
        new LegacyAuthenticationIssue(),
    ];

    public Checklist Evaluate(CheckContext context)
    {
        var checks = All.Select(issue => Check(issue, context)).ToList();
        return new()
        {
            RegistrationId = context.Registration.Id,
            AccountId = context.Facts.AccountId,
            AccountName = context.Facts.AccountName,
            Route = context.Route,
            MayContinue = checks.TrueForAll(c => c.Result is not CheckResult.FailedBlocks),
            CheckedAt = time.GetUtcNow(),
            Checks = checks,
        };
    }

    private static Check Check(IKnownIssue issue, CheckContext context)
    {
        var finding = issue.Evaluate(context);
        return new()
        {
            Name = issue.Name,
            Title = issue.Title,
            Result = finding.Result,
            Evidence = finding.Evidence,
            WhyItMatters = issue.WhyItMatters(context.Route),
            Fix = finding.Fix,
        };
    }
}
