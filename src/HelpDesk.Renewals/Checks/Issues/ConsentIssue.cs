using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Has the organisation agreed to what the renewal service does?</summary>
internal sealed class ConsentIssue : KnownIssue
{
    public override string Name => CheckNames.Consent;

    public override CheckStage Stage => CheckStage.Service;

    public override Finding Evaluate(CheckContext context)
    {
        var (consent, texts) = (context.Service.Consent, context.Texts);
        return consent switch
        {
            { Refusal.Fault: DirectoryFault.ConsentMissing } or { SignedIn: true, MayWrite: false } => Finding.Blocks(texts.ConsentMissing(consent.SignedIn)) with
            {
                Fix = new(texts.GiveConsent, consent.Link),
                Steps = texts.ConsentSteps,
            },
            { Refusal: { } other } => context.Unreadable(other),
            { SignedIn: true, MayWrite: null } => Finding.AskAdmin(texts.ConsentUnclear) with { Fix = new(texts.GiveConsent, consent.Link) },
            _ => Finding.Passed(texts.ConsentGiven(consent.SignedIn)),
        };
    }
}
