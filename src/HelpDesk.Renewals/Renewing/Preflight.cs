using System.Globalization;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Languages;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Claimed → preflighted: reads anew what there is and what the tenant allows, before anything is written.</summary>
internal sealed class Preflight(RenewalRun run, IDirectoryWriter directory)
{
    // A cause is kept with the renewal, in one language.
    private static readonly CheckTexts Words = CheckTexts.For(Language.English);

    private readonly RenewalJournal _journal = run.Journal;
    private readonly List<PasswordEntry> _useless = [];

    /// <summary>Secrets of earlier renewals that HelpDesk cannot work with: they have to go before another one can be proven.</summary>
    public IReadOnlyList<PasswordEntry> Useless => _useless;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var view = await run.LookAsync(directory, cancellation);
            var choice = StrategySelection.Choose(view.Principal);
            if (choice is not { Strategy: { } strategy, Target: { } target, Holder: { } holder })
            {
                await RefuseAsync(choice.RefusedBecause!, cancellation);
                return;
            }

            if (Provability.NeedsSite(strategy, run.Registration.SiteUrl))
            {
                await RefuseAsync(Words.SiteMissing, cancellation);
                return;
            }

            if (Lifetime.Refusal(strategy, view.Rules) is { } refusal)
            {
                await RefuseAsync(Words.PolicyRefuses(refusal), cancellation);
                return;
            }

            if (Outlived(strategy, holder, view.Rules) is { } outlived)
            {
                await RefuseAsync(outlived, cancellation);
                return;
            }

            if (!await IsSettledAsync(strategy, target, holder, cancellation))
            {
                await PassAsync(strategy, target, holder, view.Rules, cancellation);
            }
        }
        catch (VaultException e)
        {
            await run.VaultUnreadableAsync(e, cancellation);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.SignInAgain or DirectoryFault.ConsentMissing || _journal.Record.NewKeyId is not null)
        {
            // With a password of this renewal in the directory it is not over before somebody has seen to that.
            var written = _journal.Record.NewKeyId is null ? "Nothing was written." : "Nothing more was written.";
            await _journal.MoveAsync(RenewalState.NeedsSignIn, $"{written} {e.Explanation}", cancellation, r => r with { Cause = e.Explanation });
        }
        catch (DirectoryException e)
        {
            await RefuseAsync($"The directory could not be read: {e.Explanation}", cancellation);
        }
    }

    /// <summary>Access control signs with the oldest secret that is valid: one that ends before it could never be proven.</summary>
    private string? Outlived(RotationStrategy strategy, DirectoryObject holder, CredentialRules? rules)
    {
        var end = Lifetime.EndOf(strategy, rules, run.Settings.Wish, _journal.Now);
        return strategy.NeedsKeyPair() && Old(holder, except: null) is { } old && old.End >= end
            ? string.Create(CultureInfo.InvariantCulture, $"A new secret may last until {end:yyyy-MM-dd} only, and the present one lasts until {old.End:yyyy-MM-dd}.")
                + " SharePoint's access control uses the older one to its end, so the new one could never work. Renew closer to that day, or have the "
                + "tenant's policy allow longer secrets."
            : null;
    }

    /// <returns>Whether this renewal needs, or can have, no new secret because of one that an earlier renewal gave HelpDesk.</returns>
    private async Task<bool> IsSettledAsync(RotationStrategy strategy, DirectoryTarget target, DirectoryObject holder, CancellationToken cancellation)
    {
        var again = new SecondTry(run);
        foreach (var unproven in holder.Passwords.Where(p => p.IsLiveAt(_journal.Now) && run.Known.UnprovenBy(p.KeyId) is not null))
        {
            switch (await again.JudgeAsync(unproven, strategy, cancellation))
            {
                // One that ends soon is an old secret like any other.
                case SecondVerdict.Works when SecondTry.MayStay(unproven, _journal.Now):
                    break;
                case SecondVerdict.Works works:
                    await TakeOverAsync(strategy, target, holder, unproven, works.Evidence, cancellation);
                    return true;
                case SecondVerdict.Useless:
                    _useless.Add(unproven);
                    break;
                case SecondVerdict.Unclear unclear when !SecondTry.MayStay(unproven, _journal.Now):
                    await RefuseAsync(
                        $"HelpDesk has the secret {unproven.KeyId} of an earlier renewal, and whether it works cannot be told: {unclear.Evidence} "
                        + "Another one could not be proven beside it.",
                        cancellation);
                    return true;
            }
        }

        return false;
    }

    private async Task TakeOverAsync(
        RotationStrategy strategy, DirectoryTarget target, DirectoryObject holder, PasswordEntry works, string evidence, CancellationToken cancellation)
    {
        var old = Old(holder, except: works);
        await _journal.MoveAsync(
            RenewalState.Preflighted,
            $"{holder.DisplayName} already has a secret of an earlier renewal, and it works now: {evidence}",
            cancellation,
            r => r with
            {
                Strategy = strategy,
                Target = target,
                Facts = Facts(r.Facts, holder, "It works."),
                OldKeyId = old?.KeyId,
                OldSecretExpires = old?.End,
                NewKeyId = works.KeyId,
                NewSecretStarts = works.Start,
                NewSecretExpires = works.End,
                Cause = null,
            });
        await _journal.MoveAsync(
            RenewalState.Staged,
            string.Create(CultureInfo.InvariantCulture, $"The directory holds that secret, {works.KeyId}, valid until {works.End:yyyy-MM-dd}."),
            cancellation,
            r => r with { Facts = r.Facts with { After = RenewalFacts.Of(holder) } });
    }

    private Task PassAsync(RotationStrategy strategy, DirectoryTarget target, DirectoryObject holder, CredentialRules? rules, CancellationToken cancellation)
    {
        var old = Old(holder, except: null);
        var policy = rules is null ? "The tenant's app-management policies could not be read." : "The tenant's policies allow it.";
        return _journal.MoveAsync(
            RenewalState.Preflighted,
            $"{holder.DisplayName} was found as {Describe(strategy)}; {Describe(old)}. {policy}",
            cancellation,
            r => r with
            {
                Strategy = strategy,
                Target = target,
                OldKeyId = old?.KeyId,
                OldSecretExpires = old?.End,
                Cause = null,
                Facts = Facts(r.Facts, holder, _useless.Count == 0 ? "None is in the way." : $"Does not work and is replaced: {string.Join(", ", _useless.Select(p => p.KeyId))}."),
            });
    }

    private RenewalFacts Facts(RenewalFacts facts, DirectoryObject holder, string earlier) => facts with
    {
        Before = facts.Before.Count > 0 ? facts.Before : RenewalFacts.Of(holder),
        Checks =
        [
            new("App", $"Found in this tenant as {holder.DisplayName}."),
            new("Site", run.Registration.SiteUrl ?? "None is registered."),
            new("App-management policies", run.View?.Rules is null ? "Could not be read." : "Allow it."),
            new("Secret of an earlier renewal", earlier),
        ],
    };

    private PasswordEntry? Old(DirectoryObject holder, PasswordEntry? except) =>
        holder.Passwords.Where(p => p.End is not null && p != except && !run.Known.IsLeftover(p) && !_useless.Contains(p)).MaxBy(p => p.End);

    /// <summary>What an interrupted run of this renewal had added is taken back.</summary>
    private Task RefuseAsync(string because, CancellationToken cancellation) => _journal.Record is { NewKeyId: not null, Target: not null }
        ? new Rollback(run, directory).RunAsync(because, null, cancellation)
        : _journal.MoveAsync(RenewalState.RolledBack, $"Nothing was written. {because}", cancellation, r => r with { Cause = because });

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
