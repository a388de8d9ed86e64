namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Can the new secret be put where HelpDesk reads it?</summary>
internal sealed class VaultWritableIssue : KnownIssue
{
    public override string Name => CheckNames.VaultWritable;

    public override CheckStage Stage => CheckStage.Service;

    public override Finding Evaluate(CheckContext context) => context.Service.VaultTakesValues switch
    {
        { Why: { } why } => context.Unreadable(why),
        { Value: true } => Finding.Passed(context.Texts.VaultTakesValues),
        _ => Finding.Blocks(context.Texts.VaultTakesNoValues),
    };
}
