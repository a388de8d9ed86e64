using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <summary>A bot with one method to override per kind of activity.</summary>
public class ActivityHandler : IBot
{
    public virtual async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        await (turnContext.Activity.Type switch
        {
            ActivityTypes.Message => OnMessageActivityAsync(new TurnContext<IMessageActivity>(turnContext), cancellationToken),
            ActivityTypes.Invoke => AnswerInvokeAsync(turnContext, cancellationToken),
            ActivityTypes.ConversationUpdate =>
                OnConversationUpdateActivityAsync(new TurnContext<IConversationUpdateActivity>(turnContext), cancellationToken),
            ActivityTypes.InstallationUpdate =>
                OnInstallationUpdateActivityAsync(new TurnContext<IInstallationUpdateActivity>(turnContext), cancellationToken),
            ActivityTypes.Event => OnEventActivityAsync(new TurnContext<IEventActivity>(turnContext), cancellationToken),
            ActivityTypes.MessageUpdate => OnMessageUpdateActivityAsync(new TurnContext<IMessageUpdateActivity>(turnContext), cancellationToken),
            ActivityTypes.MessageDelete => OnMessageDeleteActivityAsync(new TurnContext<IMessageDeleteActivity>(turnContext), cancellationToken),
            ActivityTypes.MessageReaction =>
                OnMessageReactionActivityAsync(new TurnContext<IMessageReactionActivity>(turnContext), cancellationToken),
            ActivityTypes.Typing => OnTypingActivityAsync(new TurnContext<ITypingActivity>(turnContext), cancellationToken),
            ActivityTypes.EndOfConversation =>
                OnEndOfConversationActivityAsync(new TurnContext<IEndOfConversationActivity>(turnContext), cancellationToken),
            _ => OnUnrecognizedActivityTypeAsync(turnContext, cancellationToken),
        });
    }

    protected static InvokeResponse CreateInvokeResponse(object? body = null) => new() { Status = 200, Body = body };

    protected virtual Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnConversationUpdateActivityAsync(
        ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var botId = turnContext.Activity.Recipient.Id;
        if (Others(turnContext.Activity.MembersAdded, botId) is { } added)
        {
            return OnMembersAddedAsync(added, turnContext, cancellationToken);
        }

        return Others(turnContext.Activity.MembersRemoved, botId) is { } removed
            ? OnMembersRemovedAsync(removed, turnContext, cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>Called when somebody other than the bot alone has come. The list is complete: skip the recipient.</summary>
    protected virtual Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnMembersRemovedAsync(
        IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual async Task OnMessageReactionActivityAsync(
        ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.Activity.ReactionsAdded is { Count: > 0 } added)
        {
            await OnReactionsAddedAsync(added, turnContext, cancellationToken);
        }

        if (turnContext.Activity.ReactionsRemoved is { Count: > 0 } removed)
        {
            await OnReactionsRemovedAsync(removed, turnContext, cancellationToken);
        }
    }

    protected virtual Task OnReactionsAddedAsync(
        IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnReactionsRemovedAsync(
        IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity.Name == SignInConstants.TokenResponseEventName
            ? OnTokenResponseEventAsync(turnContext, cancellationToken)
            : OnEventAsync(turnContext, cancellationToken);
    }

    protected virtual Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Answers an invoke. Null says that the answer was sent as an activity of the type invokeResponse.</summary>
    protected virtual async Task<InvokeResponse?> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        switch (turnContext.Activity.Name)
        {
            case AdaptiveCardInvoke.Name:
                return CreateInvokeResponse(AdaptiveCardInvoke.Parse(turnContext.Activity.Value, out var refusal) is { } value
                    ? await OnAdaptiveCardInvokeAsync(turnContext, value, cancellationToken)
                    : refusal);

            case SignInConstants.VerifyStateOperationName:
            case SignInConstants.TokenExchangeOperationName:
                await OnSignInInvokeAsync(turnContext, cancellationToken);
                return CreateInvokeResponse();

            default:
                throw new InvokeResponseException(501);
        }
    }

    /// <summary>Called for signin/verifyState and signin/tokenExchange.</summary>
    protected virtual Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(501);

    /// <summary>Called when somebody presses an Action.Execute button of a card, or a card is refreshed.</summary>
    protected virtual Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(501);

    protected virtual Task OnEndOfConversationActivityAsync(
        ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnInstallationUpdateActivityAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity.Action switch
        {
            "add" or "add-upgrade" => OnInstallationUpdateAddAsync(turnContext, cancellationToken),
            "remove" or "remove-upgrade" => OnInstallationUpdateRemoveAsync(turnContext, cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    protected virtual Task OnInstallationUpdateAddAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnInstallationUpdateRemoveAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private static IList<ChannelAccount>? Others(IList<ChannelAccount>? members, string botId)
    {
        if (members is not null)
        {
            foreach (var member in members)
            {
                if (member.Id != botId)
                {
                    return members;
                }
            }
        }

        return null;
    }

    private async Task AnswerInvokeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        InvokeResponse? response;
        try
        {
            response = await OnInvokeActivityAsync(new TurnContext<IInvokeActivity>(turnContext), cancellationToken);
        }
        catch (InvokeResponseException e)
        {
            response = new InvokeResponse { Status = e.Status, Body = e.Body };
        }

        // A dialog may have answered already: the first answer counts.
        if (response is not null && !turnContext.TurnState.ContainsKey(BotAdapter.InvokeResponseKey))
        {
            await turnContext.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = response }, cancellationToken);
        }
    }

    /// <summary>Ends an invoke with a status and an optional body.</summary>
    protected sealed class InvokeResponseException(int status, object? body = null) : Exception($"The invoke is answered with {status}.")
    {
        public int Status { get; } = status;

        public object? Body { get; } = body;
    }
}
