using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Checks;

/// <summary>What a known issue is decided upon, and in which words.</summary>
public sealed record CheckContext(AccountFacts Facts, ServiceFacts Service, Registration Registration, CheckTexts Texts)
{
    public SignInRoute Route => Registration.Route;

    public bool IsDelegated => Route is SignInRoute.Delegated;

    /// <summary>How the app would be renewed; null while that is not known, or when it cannot be.</summary>
    public RotationStrategy? Strategy => Facts.Principal.IsRead ? StrategySelection.Choose(Facts.Principal.Value).Strategy : null;

    public bool UsesAccessControl => Strategy is { } strategy && strategy.NeedsKeyPair();

    /// <summary>What a failed condition means here: passwords typed into HelpDesk need it, a sign-in in the browser does not.</summary>
    internal CheckResult FailedUnlessDelegated => IsDelegated ? CheckResult.FailedDoesNotBlock : CheckResult.FailedBlocks;

    /// <summary>A question that only a typed password makes worth asking; the sign-in in the browser does not depend on it.</summary>
    internal Finding AskUnlessDelegated(string evidence) => IsDelegated
        ? new(CheckResult.CannotTell, $"{evidence} {Texts.BrowserDoesNotDepend}")
        : Finding.AskAdmin(evidence);

    internal Finding Unreadable(Unreadable why) => new(CheckResult.CouldNotBeRead, Texts.CouldNotBeRead(why));

    internal Fix Link(Page page) => new(Texts.PageTitle(page), Pages.Of(page));
}
