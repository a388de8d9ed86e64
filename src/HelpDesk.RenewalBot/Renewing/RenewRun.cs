using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>What a renewal dialog waits for; a button of another stage is out of date.</summary>
internal enum RunStage
{
    Starting,
    Choosing,
    Checked,
    SigningIn,
    SignedIn,
    Confirming,
    Renewing,
}

/// <summary>One run of the renewal dialog, from the wish to the started renewal. Holds no token.</summary>
internal sealed record RenewRun
{
    public required Guid Id { get; init; }

    public RunStage Stage { get; init; }

    /// <summary>The wished one; null when the person has still to choose.</summary>
    public Guid? RegistrationId { get; init; }

    /// <summary>The chosen one as it was when it was read.</summary>
    public RegistrationStatus? Registration { get; init; }

    /// <summary>Sign in with an account that the person chooses.</summary>
    public bool OtherAccount { get; init; }

    /// <summary>Not for a new secret, but to remove what earlier renewals left in the directory.</summary>
    public bool CleansUp { get; init; }

    /// <summary>The person wants the checks of the account that has just signed in, not of the chat's own account.</summary>
    public bool SkipsFirstChecks { get; init; }

    /// <summary>Whether it is the account that has signed in whose checks are shown.</summary>
    public bool IsCheckedAfterSignIn { get; init; }

    /// <summary>What the person decides upon; null while it has to be looked up.</summary>
    public Checklist? Checklist { get; init; }

    /// <summary>The known issue that is shown by itself.</summary>
    public string? OpenCheck { get; init; }

    /// <summary>The account that was checked before sign-in, with its roles where they could be read.</summary>
    public CheckedAccount? Checked { get; init; }

    /// <summary>The account that confirms.</summary>
    public string? AdminTenantId { get; init; }

    public string? AdminId { get; init; }

    /// <summary>The idempotency key of the renewal that a confirmation starts.</summary>
    public Guid? Key { get; init; }

    /// <summary>The card that the run goes on with.</summary>
    public string? CardActivityId { get; init; }
}

/// <summary>Who was checked before the sign-in, to be compared with who signs in.</summary>
internal sealed record CheckedAccount(string Id, string Name, IReadOnlyList<string>? Roles)
{
    public static CheckedAccount Of(Checklist checklist) => new(checklist.AccountId, checklist.AccountName, checklist.Roles);
}

/// <summary>The run of each conversation.</summary>
internal sealed class RenewRuns(ConversationState conversations)
{
    private readonly IStatePropertyAccessor<RenewRun> _runs = conversations.CreateProperty<RenewRun>("renewRun");
    private readonly IStatePropertyAccessor<string> _started = conversations.CreateProperty<string>("startedRenewRun");

    public async Task<RenewRun?> FindAsync(ITurnContext turnContext, CancellationToken ct) => await _runs.FindAsync(turnContext, ct);

    public async Task<RenewRun> GetAsync(ITurnContext turnContext, CancellationToken ct) =>
        await FindAsync(turnContext, ct) ?? throw new InvalidOperationException("No renewal dialog runs in this conversation.");

    public async Task<RenewRun> SetAsync(ITurnContext turnContext, RenewRun run, CancellationToken ct)
    {
        await _runs.SetAsync(turnContext, run, ct);
        return run;
    }

    /// <summary>Remembers that this run has started a renewal.</summary>
    public Task StartedAsync(ITurnContext turnContext, Guid run, CancellationToken ct) => _started.SetAsync(turnContext, run.ToString(), ct);

    /// <summary>Whether the latest renewal that was started here came from this run.</summary>
    public async Task<bool> HasStartedAsync(ITurnContext turnContext, Guid? run, CancellationToken ct) =>
        run is { } id && await _started.FindAsync(turnContext, ct) == id.ToString();

    public Task EndAsync(ITurnContext turnContext, CancellationToken ct) => _runs.DeleteAsync(turnContext, ct);
}
