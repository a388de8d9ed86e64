using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Checks.Issues;

/// <summary>Does the vault hold the secret that HelpDesk works with now, so that it can go on with it until the new one works?</summary>
internal sealed class VaultSecretIssue : KnownIssue
{
    public override string Name => CheckNames.VaultSecret;

    public override CheckStage Stage => CheckStage.Directory;

    public override Finding? Evaluate(CheckContext context)
    {
        var (vault, principal, texts) = (context.Service.Vault, context.Facts.Principal, context.Texts);
        if ((vault.Why ?? principal.Why) is { } why)
        {
            return context.Unreadable(why);
        }

        if (context.Strategy is null)
        {
            return null;
        }

        if (!context.UsesAccessControl)
        {
            return Finding.Passed(texts.VaultNotNeeded);
        }

        var newest = Newest(StrategySelection.Choose(principal.Value).Holder!, context.Service.Now);
        return vault.Value switch
        {
            _ when newest is null => Finding.Passed(texts.NothingToKeep),
            { IsThere: false } => Finding.AskAdmin(texts.VaultEmpty) with { Steps = texts.VaultSteps },
            { KeyId: null } => Finding.AskAdmin(texts.VaultOfUnknownKey) with { Steps = texts.VaultSteps },
            { KeyId: { } key } when key == newest.KeyId => Finding.Passed(texts.VaultIsCurrent),
            _ => Finding.AskAdmin(texts.VaultIsStale(newest.Start)) with { Steps = texts.VaultSteps },
        };
    }

    private static PasswordEntry? Newest(DirectoryObject holder, DateTimeOffset now) => holder.Passwords.Where(p => p.IsLiveAt(now)).MaxBy(p => p.End);
}
