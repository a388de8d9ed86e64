using System.Runtime.ExceptionServices;
using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Speaks in a chat unasked. What the channel refuses is thrown to the caller, who knows what it means.</summary>
internal sealed class Speaker(Lazy<BotAdapter> adapter, IOptions<BotIdentityOptions> bot)
{
    public async Task RunAsync(Conversation chat, Func<ITurnContext, CancellationToken, Task> speak, CancellationToken ct)
    {
        ExceptionDispatchInfo? failure = null;
        await adapter.Value.ContinueAsync(
            bot.Value.AppId,
            chat.IsAnonymous,
            Wire.ReadReference(chat.ReferenceJson),
            async (turnContext, turn) =>
            {
                // Some SDKs hand exceptions of a proactive turn to the error handler of ordinary turns and not to the caller.
                try
                {
                    await speak(turnContext, turn);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            ct);
        failure?.Throw();
    }

    public async Task<string?> SendAsync(Conversation chat, IMessageActivity message, CancellationToken ct)
    {
        string? id = null;
        await RunAsync(chat, async (turnContext, turn) => id = (await turnContext.SendActivityAsync(message, turn)).Id, ct);
        return id;
    }

    /// <summary>False when the message is not there any more.</summary>
    public async Task<bool> UpdateAsync(Conversation chat, string activityId, IMessageActivity message, CancellationToken ct)
    {
        message.Id = activityId;
        try
        {
            await RunAsync(chat, (turnContext, turn) => turnContext.UpdateActivityAsync(message, turn), ct);
            return true;
        }
        catch (Exception e) when (DeliveryProblem.Of(e) is { Fate: DeliveryFate.MessageGone })
        {
            return false;
        }
        catch (Exception e) when (DeliveryProblem.Of(e) is { Fate: DeliveryFate.OutcomeUnknown })
        {
            throw new UpdateUnknownException(e);
        }
    }
}
