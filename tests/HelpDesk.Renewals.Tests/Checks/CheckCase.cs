using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Languages;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>
/// What was read, and what one check has to make of it on each route. Everything is in order, for Ada and an Entra application, unless the
/// case says otherwise. A result of null: the check is not there.
/// </summary>
internal sealed record CheckCase(string Check, CheckResult? Delegated, CheckResult? Password)
{
    public AccountFacts Facts { get; private init; } = Known.Account;

    public ServiceFacts Service { get; private init; } = Known.Service;

    public Registration Registration { get; private init; } = Sample.Registration;

    /// <summary>What the English evidence has to name.</summary>
    public IReadOnlyList<string> Evidence { get; private init; } = [];

    public static CheckCase Passes(string check) => Always(check, CheckResult.Passed);

    public static CheckCase Blocks(string check) => Always(check, CheckResult.FailedBlocks);

    /// <summary>A condition that only a typed password needs.</summary>
    public static CheckCase BlocksPasswordsOnly(string check) => new(check, CheckResult.FailedDoesNotBlock, CheckResult.FailedBlocks);

    public static CheckCase IsUnread(string check) => Always(check, CheckResult.CouldNotBeRead);

    public static CheckCase Asks(string check) => Always(check, CheckResult.CannotTell);

    public static CheckCase IsAbsent(string check) => Always(check, null);

    public CheckCase With(Func<AccountFacts, AccountFacts> change) => this with { Facts = change(Facts) };

    public CheckCase Own(Func<ServiceFacts, ServiceFacts> change) => this with { Service = change(Service) };

    public CheckCase Of(Func<Registration, Registration> change) => this with { Registration = change(Registration) };

    public CheckCase Says(params string[] words) => this with { Evidence = words };

    /// <summary>The app is an add-in of SharePoint's access control.</summary>
    public CheckCase AddIn(params PasswordEntry[] passwords) => With(f => f with { Principal = Known.AddIn(passwords.Length > 0 ? passwords : [Known.Current]) });

    public CheckCase On(DateTimeOffset day) => Own(s => s with { Now = day });

    public CheckCase Policies(params ConditionalAccessPolicy[] policies) => With(f => f with { ConditionalAccess = Reading.Of<IReadOnlyList<ConditionalAccessPolicy>>(policies) });

    public CheckCase Renewals(params RenewalRecord[] renewals) => Own(s => s with { Renewals = renewals });

    /// <summary>All checks, once everything was read.</summary>
    public Checklist Evaluate(SignInRoute route, Language language = Language.English, CheckStage stage = CheckStage.Detail) =>
        KnownIssues.Evaluate(new(Facts, Service, Registration with { Route = route }, CheckTexts.For(language)), stage);

    private static CheckCase Always(string check, CheckResult? result) => new(check, result, result);
}
