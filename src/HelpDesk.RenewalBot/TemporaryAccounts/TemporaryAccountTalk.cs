using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;

namespace HelpDesk.RenewalBot.TemporaryAccounts;

/// <summary>What the dialog about a temporary account waits for.</summary>
internal enum TalkStage
{
    /// <summary>Whether one of the better ways will do.</summary>
    Offered,

    /// <summary>The account's login.</summary>
    Asked,
}

/// <summary>One run of the dialog about a temporary account.</summary>
internal sealed record TemporaryAccountTalk
{
    public required Guid Id { get; init; }

    public TalkStage Stage { get; init; }

    /// <summary>The secret that is to be renewed; null when the person has several and has named none.</summary>
    public Guid? RegistrationId { get; init; }

    /// <summary>A registration of the tenant that the account is looked for in.</summary>
    public Guid? LookedUpFor { get; init; }

    public string? CardActivityId { get; init; }

    public string? Login { get; init; }

    /// <summary>Null when the directory could not be asked.</summary>
    public string? ObjectId { get; init; }
}

/// <summary>The dialog's run of each conversation.</summary>
internal sealed class TemporaryAccountTalks(ConversationState conversations)
{
    public const string Needed = "yes";

    private readonly IStatePropertyAccessor<TemporaryAccountTalk> _talks = conversations.CreateProperty<TemporaryAccountTalk>("temporaryAccount");

    public async Task<TemporaryAccountTalk?> FindAsync(ITurnContext turnContext, CancellationToken ct) => await _talks.FindAsync(turnContext, ct);

    public async Task<TemporaryAccountTalk> GetAsync(ITurnContext turnContext, CancellationToken ct) =>
        await FindAsync(turnContext, ct) ?? throw new InvalidOperationException("No dialog about a temporary account runs in this conversation.");

    public Task SetAsync(ITurnContext turnContext, TemporaryAccountTalk talk, CancellationToken ct) => _talks.SetAsync(turnContext, talk, ct);

    public Task EndAsync(ITurnContext turnContext, CancellationToken ct) => _talks.DeleteAsync(turnContext, ct);

    /// <summary>The words that a button stands for; null when the dialog does not wait for it.</summary>
    public async Task<string?> WordsAsync(ITurnContext turnContext, CardData data, CancellationToken ct) =>
        await FindAsync(turnContext, ct) is not { } talk || talk.Id != data.Run ? null : (data.Verb, talk.Stage) switch
        {
            (CardVerb.NeedAccount, TalkStage.Offered) => Needed,
            (CardVerb.Cancel, _) => "cancel",
            _ => null,
        };

    /// <summary>Whether this press is the one that has just brought the dialog to where it stands.</summary>
    public async Task<bool> IsTakenAsync(ITurnContext turnContext, CardData data, CancellationToken ct) =>
        data.Verb is CardVerb.NeedAccount && await FindAsync(turnContext, ct) is { Stage: TalkStage.Asked } talk && talk.Id == data.Run;
}
