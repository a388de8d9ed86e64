using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>The chat of a turn: where it is, who sits there, and what cards for it are made with.</summary>
internal sealed class Chat(Conversation row, CardSeal seal, TimeProvider time)
{
    public Guid Id => row.Id;

    public Conversation Row => row;

    /// <summary>Null while nobody has been identified.</summary>
    public Person? Person => Person.From(row.TenantId, row.PersonId);

    /// <summary>Whether the channel itself vouches for the person.</summary>
    public bool IsIdentifiedByChannel => row.ChannelTenantId is not null && row.PersonId is not null;

    public Texts Texts => Texts.For(row.Locale);

    public CardChat Cards => new(row.ChannelId, row.ConversationId, row.ChannelTenantId, row.Locale);

    public CardContext Context => new(Texts, new Buttons(seal, Cards), Cards, time.GetUtcNow());

    public bool ShowsUpdates => ChannelFeatures.ShowsUpdates(row.ChannelId);
}

/// <summary>Finds the chat of a turn and keeps it at hand.</summary>
internal sealed class Chats(ConversationDirectory directory, CardSeal seal, TimeProvider time)
{
    public Chat Of(Conversation row) => new(row, seal, time);

    public static Chat Of(ITurnContext turnContext) =>
        turnContext.TurnState.Get<Chat>() ?? throw new InvalidOperationException("The chat of this turn was not looked up.");

    /// <summary>Takes what the turn's activity tells: called for every one, so that the reference is always the newest.</summary>
    public async Task<Chat> EnterAsync(ITurnContext turnContext, VerifiedPerson? verified, CancellationToken ct)
    {
        var seen = Inbound.Read(turnContext);
        if (seen.TenantId is null && verified is not null)
        {
            seen = seen with { TenantId = verified.TenantId, PersonId = verified.PersonId };
        }

        var chat = Of(await directory.SeenAsync(seen, ct));
        turnContext.TurnState.Set(chat);
        return chat;
    }

    /// <summary>Goes on in a chat that an earlier turn has entered.</summary>
    public async Task ReenterAsync(ITurnContext turnContext, Chat chat, CancellationToken ct) =>
        turnContext.TurnState.Set(await directory.FindAsync(chat.Id, ct) is { } row ? Of(row) : chat);

    public static bool IsEntered(ITurnContext turnContext) => turnContext.TurnState.Get<Chat>() is not null;

    /// <summary>The person in front of this chat has changed.</summary>
    public async Task<Chat> IdentifyAsync(ITurnContext turnContext, string? tenantId, string? personId, CancellationToken ct)
    {
        var activity = turnContext.Activity;
        await directory.IdentifiedAsync(activity.ChannelId, activity.Conversation.Id, tenantId, personId, ct);
        var row = await directory.FindAsync(activity.ChannelId, activity.Conversation.Id, ct);
        var chat = Of(row ?? throw new InvalidOperationException("The chat of this turn is gone."));
        turnContext.TurnState.Set(chat);
        return chat;
    }
}
