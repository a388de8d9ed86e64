using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Proofs;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Renewing;

/// <summary>The sign-in that carries a run: who it is and the directory opened on their behalf. Kept in memory only.</summary>
/// <param name="Person">Who signed in.</param>
/// <param name="Directory">Their directory.</param>
/// <param name="ConfirmedAt">When they confirmed the renewal; a sign-in writes for minutes only after that.</param>
public sealed record SignedIn(Actor Person, IDirectoryWriter Directory, DateTimeOffset ConfirmedAt)
{
    /// <summary>What was seen of the app when it was confirmed.</summary>
    public AppView? View { get; init; }

    /// <summary>The requests that the confirmation sent.</summary>
    public IReadOnlyList<OutsideCall> Calls { get; init; } = [];
}

/// <summary>How the engine works, apart from what it works on.</summary>
public sealed record RenewalEngineSettings
{
    /// <summary>Which process this is, for the lease.</summary>
    public required string Owner { get; init; }

    /// <summary>After this long without a sign of life another process takes over.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after the confirmation its sign-in may write. What takes longer asks for another one.</summary>
    public TimeSpan WriteWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The wish for a new secret's lifetime; policies and the strategy may shorten it.</summary>
    public TimeSpan Wish { get; init; } = Lifetime.Default;

    /// <summary>A proof that is due within this time is waited for instead of being left to the schedule.</summary>
    public TimeSpan WaitForProof { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Between two looks at, or two tries of, what the directory needs a moment for.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    public EntraProofTimes Proof { get; init; } = new();
}

/// <summary>What the steps of one run share.</summary>
internal sealed class RenewalRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    // Older than this, what was seen at the confirmation is looked at again.
    private static readonly TimeSpan ViewIsGoodFor = TimeSpan.FromMinutes(1);

    public required RenewalJournal Journal { get; init; }

    public required Registration Registration { get; init; }

    public required RenewalHistory Known { get; init; }

    public required ISecretVault Vault { get; init; }

    public required ProofRunner Proof { get; init; }

    public required TimeProvider Time { get; init; }

    public required RenewalEngineSettings Settings { get; init; }

    /// <summary>Null in a run of the schedule.</summary>
    public SignedIn? SignedIn { get; init; }

    /// <summary>The new value between the directory's answer and its delivery.</summary>
    public VaultSecret? InHand { get; set; }

    /// <summary>Secrets of earlier renewals that did not work and that this run has removed.</summary>
    public IReadOnlyList<Guid> Replaced { get; set; } = [];

    /// <summary>The directory to write to; null without a sign-in, or when it is too old to write.</summary>
    public IDirectoryWriter? Writer => SignedIn is { } signedIn && Journal.Now < signedIn.ConfirmedAt + Settings.WriteWindow ? signedIn.Directory : null;

    /// <summary>Whether HelpDesk had the renewal's secret before: then it is not this renewal's to take back.</summary>
    public bool IsTakenOver => Journal.Record.NewKeyId is { } keyId && Known.IsTakenOver(keyId, Journal.Record.Id);

    /// <summary>
    /// When to try again what failed outside: later and later. Null when a day has passed since the confirmation, for then somebody has to know.
    /// </summary>
    public DateTimeOffset? NextTry
    {
        get
        {
            var claimed = Journal.Record.Steps.LastOrDefault(s => s.State is RenewalState.Claimed)?.At ?? Journal.Record.StartedAt;
            var since = Journal.Now - claimed;
            return since < Patience ? Journal.Now + TimeSpan.FromMinutes(Math.Clamp(since.TotalMinutes / 4, 1, 60)) : null;
        }
    }

    /// <summary>The app as it was seen in this run, or at the confirmation a moment ago; null when it may be another by now.</summary>
    public AppView? View { get; private set; }

    /// <summary>The app's credentials after a write of this run.</summary>
    public void Saw(DirectoryObject holder) => View = View is { } view ? view with { Principal = view.Principal.With(holder) } : null;

    public void Forget() => View = null;

    /// <summary>
    /// Before this run has added anything: the renewal ends, unless an earlier run of it has added a password, whose value the vault may well keep.
    /// </summary>
    public Task VaultUnreadableAsync(VaultException failure, CancellationToken cancellation)
    {
        var cause = $"The vault could not be read: {failure.Message}";
        var (state, written) = Journal.Record.NewKeyId is null
            ? (RenewalState.RolledBack, "No new secret was added.")
            : (RenewalState.NeedsSignIn, "What was added before is kept.");
        return Journal.MoveAsync(state, $"{written} {cause}", cancellation, r => r with { Cause = cause });
    }

    public Task KeysLostAsync(KeysLostException lost, CancellationToken cancellation)
    {
        Forget();
        var cause = $"{lost.Message} The new password {Journal.Record.NewKeyId} and its keys are in the directory, and HelpDesk was not given them.";
        return Journal.MoveAsync(RenewalState.NeedsPerson, lost.Message, cancellation, r => r with { Cause = cause, OrphanKeyId = r.NewKeyId });
    }

    public CredentialRemoval Removal(IDirectoryWriter directory) => new(directory, Journal.Record.Target!, Time, Settings.Pause, Journal.KeepAsync);

    /// <summary>A process ended while it took back what was staged: how far it came, the next sign-in sees.</summary>
    public Task TakenBackHalfwayAsync(CancellationToken cancellation)
    {
        var cause = $"The renewal was interrupted while the new password {Journal.Record.NewKeyId} was taken back; HelpDesk was not given it.";
        return Journal.MoveAsync(RenewalState.NeedsSignIn, $"{cause} To go on, somebody who may renew has to sign in.", cancellation, r => r with { Cause = cause });
    }

    public async Task<AppView> LookAsync(IDirectoryReader directory, CancellationToken cancellation) =>
        View ??= SignedIn is { View: { } seen } && Journal.Now < SignedIn.ConfirmedAt + ViewIsGoodFor
            ? seen
            : await directory.ViewAsync(Registration.ClientId, cancellation);
}
