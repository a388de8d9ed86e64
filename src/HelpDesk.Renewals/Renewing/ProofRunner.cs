using System.Globalization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>Delivered → (propagating →) proven: asks for a token with the value that the vault gives HelpDesk.</summary>
public sealed class ProofRunner(ITokenProof proof, ISecretVault vault)
{
    private static readonly TimeSpan VaultRetry = TimeSpan.FromMinutes(1);

    /// <returns>Whether there is more to do now.</returns>
    internal async Task<bool> RunAsync(RenewalRun run, CancellationToken cancellation)
    {
        var (journal, registration) = (run.Journal, run.Registration);
        if (journal.Record is { State: RenewalState.Delivered, ProofAttempts: 0 } fresh)
        {
            await journal.WaitAsync(ProofSchedule.FirstAt(fresh.Strategy, fresh.NewSecretStarts ?? journal.Now, run.Settings.Proof) - journal.Now, cancellation);
        }

        VaultSecret? delivered;
        try
        {
            // Right after its delivery it is the value that the vault has just taken.
            delivered = run.InHand ?? await vault.ReadAsync(registration.Id, VaultNames.ClientSecret, cancellation);
        }
        catch (VaultException e)
        {
            await journal.NoteAsync(r => r with { DueAt = journal.Now + VaultRetry, Cause = e.Message }, $"The vault could not be read: {e.Message}", cancellation);
            return false;
        }

        if (delivered is null || delivered.KeyId != journal.Record.NewKeyId)
        {
            await GiveUpAsync(journal, "The vault no longer holds the value that this renewal delivered, so it cannot be proven.", cancellation);
            return false;
        }

        var answer = await AskAsync(registration, journal.Record.Strategy, delivered, cancellation);
        return await FollowAsync(journal, answer, run.Settings, cancellation);
    }

    internal Task<ProofAnswer> AskAsync(Registration registration, RotationStrategy strategy, VaultSecret given, CancellationToken cancellation) =>
        proof.TryAsync(
            new()
            {
                Strategy = strategy,
                TenantId = registration.TenantId,
                ClientId = registration.ClientId,
                SiteUrl = registration.SiteUrl,
                Secret = given.Secret,
            },
            cancellation);

    private static async Task<bool> FollowAsync(RenewalJournal journal, ProofAnswer answer, RenewalEngineSettings settings, CancellationToken cancellation)
    {
        var record = journal.Record;
        var written = record.NewSecretStarts ?? record.StartedAt;
        var expected = ProofSchedule.ExpectedAt(record.Strategy, written, record.OldSecretExpires, settings.Proof);
        var giveUp = ProofSchedule.GiveUpAt(record.Strategy, written, expected);
        var attempts = record.ProofAttempts + 1;
        switch (ProofSchedule.After(answer.Verdict, attempts, expected, giveUp, journal.Now))
        {
            case ProofStep.Proven:
                await journal.MoveAsync(RenewalState.Proven, answer.Evidence, cancellation, r => r with { ProofAttempts = attempts, Cause = null, DueAt = journal.Now });
                return true;
            case ProofStep.Pending pending:
                return await PendAsync(journal, answer, attempts, expected, pending.NextAt, settings.WaitForProof, cancellation);
            default:
                await GiveUpAsync(journal, $"The new secret is in the directory and in the vault, but no token could be obtained with it: {answer.Evidence}", cancellation);
                return false;
        }
    }

    private static async Task<bool> PendAsync(
        RenewalJournal journal, ProofAnswer answer, int attempts, DateTimeOffset expected, DateTimeOffset next, TimeSpan wait, CancellationToken cancellation)
    {
        // A refusal before its time is what was expected; anything else the admin should see.
        var cause = answer.Verdict is ProofVerdict.SecretRefused ? null : answer.Evidence;
        RenewalRecord Keep(RenewalRecord record) => record with { ProofAttempts = attempts, ProofExpectedAt = expected, DueAt = next, Cause = cause };

        var soon = next - journal.Now <= wait && !journal.Record.Strategy.NeedsKeyPair();
        if (journal.Record.State is RenewalState.Delivered && !soon)
        {
            await journal.MoveAsync(RenewalState.Propagating, $"{answer.Evidence} {Expectation(expected, journal.Now)}", cancellation, Keep);
            return false;
        }

        await journal.NoteAsync(Keep, answer.Evidence, cancellation);
        if (!soon)
        {
            return false;
        }

        await journal.WaitAsync(next - journal.Now, cancellation);
        return true;
    }

    private static string Expectation(DateTimeOffset expected, DateTimeOffset now) => expected > now
        ? string.Create(CultureInfo.InvariantCulture, $"It can be proven from {expected:yyyy-MM-dd HH:mm} UTC on.")
        : "It is tried again.";

    private static Task GiveUpAsync(RenewalJournal journal, string cause, CancellationToken cancellation) =>
        journal.MoveAsync(RenewalState.NeedsPerson, cause, cancellation, r => r with { Cause = cause });
}
