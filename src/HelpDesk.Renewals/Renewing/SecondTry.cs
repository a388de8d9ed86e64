using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.Renewals.Renewing;

/// <summary>What an earlier renewal's secret turned out to be.</summary>
internal abstract record SecondVerdict
{
    private SecondVerdict()
    {
    }

    /// <summary>It works: nothing new is needed.</summary>
    public sealed record Works(string Evidence) : SecondVerdict;

    /// <summary>HelpDesk cannot work with it: it is in the way and has to go.</summary>
    public sealed record Useless : SecondVerdict;

    /// <summary>Nobody can tell; HelpDesk may be working with it.</summary>
    public sealed record Unclear(string Evidence) : SecondVerdict;
}

/// <summary>
/// An earlier renewal may have given HelpDesk a secret that was never proven. Beside it another one could not be proven either: access
/// control signs with the oldest secret that is valid. So it is tried once more before anything is written.
/// </summary>
internal sealed class SecondTry(RenewalRun run)
{
    /// <summary>Throws <see cref="VaultException"/>.</summary>
    public async Task<SecondVerdict> JudgeAsync(PasswordEntry unproven, RotationStrategy strategy, CancellationToken cancellation)
    {
        var given = await run.Vault.ReadAsync(run.Registration.Id, VaultNames.ClientSecret, cancellation);
        if (given is { KeyId: null })
        {
            return new SecondVerdict.Unclear("The vault's value was put there without its key ID, so it may be this one.");
        }

        if (given?.KeyId != unproven.KeyId)
        {
            return (await run.Vault.ReadAsync(run.Registration.Id, VaultNames.SecondaryClientSecret, cancellation)) is { } second && (second.KeyId is null || second.KeyId == unproven.KeyId)
                ? new SecondVerdict.Unclear($"The vault may still offer it to HelpDesk as {VaultNames.SecondaryClientSecret}.")
                : new SecondVerdict.Useless();
        }

        var answer = await run.Proof.AskAsync(run.Registration, strategy, given, cancellation);
        return answer.Verdict switch
        {
            ProofVerdict.TokenIssued => new SecondVerdict.Works(answer.Evidence),
            ProofVerdict.SecretRefused => new SecondVerdict.Useless(),
            _ => new SecondVerdict.Unclear(answer.Evidence),
        };
    }

    /// <summary>Whether a secret of which nobody can tell may stay beside a new one: it ends soon, as any old secret does.</summary>
    public static bool MayStay(PasswordEntry unproven, DateTimeOffset now) => unproven.End - now <= SecretPolicy.DueWithin;
}
