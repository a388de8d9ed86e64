using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Checks;

/// <summary>What a known issue is decided upon.</summary>
public sealed record CheckContext(AccountFacts Facts, Registration Registration, SignInRoute Route)
{
    /// <summary>What a failed condition means here: passwords typed into HelpDesk need it, a browser sign-in does not.</summary>
    public CheckResult FailedUnlessDelegated => Route is SignInRoute.Delegated ? CheckResult.FailedDoesNotBlock : CheckResult.FailedBlocks;
}

/// <summary>The outcome of one known issue; title and reason come from the issue itself.</summary>
public sealed record Finding(CheckResult Result, string Evidence, Fix? Fix = null)
{
    public static Finding Passed(string evidence) => new(CheckResult.Passed, evidence);

    public static Finding Unreadable(string? because) => new(CheckResult.CouldNotBeRead, $"This could not be read: {because}");
}

/// <summary>One known issue. Pure: everything was read beforehand.</summary>
public interface IKnownIssue
{
    /// <summary>Stable; clients may know it.</summary>
    string Name { get; }

    string Title { get; }

    string WhyItMatters(SignInRoute route);

    Finding Evaluate(CheckContext context);
}
