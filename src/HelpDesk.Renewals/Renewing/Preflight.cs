using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Claimed → preflighted: reads anew what there is and what the tenant allows, before anything is written.</summary>
internal sealed class Preflight(RenewalJournal journal, Registration registration, IDirectoryReader directory, RenewalHistory known)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var choice = StrategySelection.Choose(await directory.FindAsync(registration.ClientId, cancellation));
            if (choice is not { Strategy: { } strategy, Target: { } target, Holder: { } holder })
            {
                await RefuseAsync(choice.RefusedBecause!, cancellation);
                return;
            }

            var rules = await directory.ReadRulesAsync(target, holder.Created, cancellation);
            if (Lifetime.Refusal(strategy, rules) is { } refusal)
            {
                await RefuseAsync(refusal, cancellation);
                return;
            }

            await PassAsync(strategy, target, holder, rules, cancellation);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.SignInAgain or DirectoryFault.ConsentMissing)
        {
            await journal.MoveAsync(RenewalState.NeedsSignIn, $"Nothing was written. {e.Explanation}", cancellation, r => r with { Cause = e.Explanation });
        }
        catch (DirectoryException e)
        {
            await RefuseAsync($"The directory could not be read: {e.Explanation}", cancellation);
        }
    }

    private Task PassAsync(RotationStrategy strategy, DirectoryTarget target, DirectoryObject holder, CredentialRules? rules, CancellationToken cancellation)
    {
        var old = holder.Passwords.Where(p => p.End is not null && !known.IsLeftover(p)).MaxBy(p => p.End);
        var policy = rules is null ? "The tenant's app-management policies could not be read." : "The tenant's policies allow it.";
        return journal.MoveAsync(
            RenewalState.Preflighted,
            $"{holder.DisplayName} was found as {Describe(strategy)}; {Describe(old)}. {policy}",
            cancellation,
            r => r with
            {
                Strategy = strategy,
                Target = target,
                OldKeyId = old?.KeyId,
                OldSecretExpires = old?.End,
                NewSecretExpires = null,
                Cause = null,
            });
    }

    private Task RefuseAsync(string because, CancellationToken cancellation) =>
        journal.MoveAsync(RenewalState.RolledBack, $"Nothing was written. {because}", cancellation, r => r with { Cause = because });

    private static string Describe(RotationStrategy strategy) => strategy switch
    {
        RotationStrategy.EntraApplication => "an Entra application",
        RotationStrategy.AcsApplication => "an application that signs in through SharePoint's access control (ACS)",
        _ => "a legacy principal of SharePoint's access control (ACS)",
    };

    private static string Describe(PasswordEntry? old) => old is null
        ? "it has no secret now"
        : string.Create(CultureInfo.InvariantCulture, $"its present secret {old.KeyId} ends on {old.End:yyyy-MM-dd}");
}
