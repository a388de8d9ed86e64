using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Has the organisation agreed to what the renewal service does?</summary>
internal sealed class ConsentIssue : KnownIssue
{
    public override string Name => CheckNames.Consent;

    public override CheckStage Stage => CheckStage.Directory;

    public override Finding Evaluate(CheckContext context)
    {
        var (consent, texts) = (context.Service.Consent, context.Texts);
        return consent switch
        {
            { Refusal.Fault: DirectoryFault.ConsentMissing } or { SignedIn: true, MayWrite: false } => Missing(context),
            { Refusal: { } other } => context.Unreadable(other),
            { SignedIn: false } when Unread(context.Facts) is { } unread => unread.Fault is DirectoryFault.Forbidden ? Missing(context) : context.Unreadable(unread),
            { SignedIn: true, MayWrite: null } => Finding.AskAdmin(texts.ConsentUnclear) with { Fix = new(texts.GiveConsent, consent.Link) },
            _ => Finding.Passed(texts.ConsentGiven(consent.SignedIn)),
        };
    }

    private static Finding Missing(CheckContext context) => Finding.Blocks(context.Texts.ConsentMissing(context.Service.Consent.SignedIn)) with
    {
        Fix = new(context.Texts.GiveConsent, context.Service.Consent.Link),
        Steps = context.Texts.ConsentSteps,
    };

    /// <summary>
    /// Why nothing at all was read; null when anything was. An app that is there but has been granted nothing gets a token all the same, and is
    /// refused everything.
    /// </summary>
    private static Unreadable? Unread(AccountFacts facts)
    {
        Unreadable?[] faults = [facts.Account.Why, facts.ActiveRoles.Why, facts.Domains.Why, facts.SecurityDefaults.Why, facts.Principal.Why];
        return Array.TrueForAll(faults, f => f is not null) ? faults.FirstOrDefault(f => f!.Fault is not DirectoryFault.Forbidden) ?? faults[0] : null;
    }
}
