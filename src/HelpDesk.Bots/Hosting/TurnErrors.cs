using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Bots.Hosting;

/// <summary>What happens with an exception of a turn unless the bot sets its own <see cref="BotAdapter.OnTurnError"/>.</summary>
internal sealed partial class TurnErrors(ILogger<TurnErrors> logger)
{
    private const string Apology = "Sorry, something went wrong on my side. Please try again in a moment.";

    public async Task HandleAsync(ITurnContext turnContext, Exception exception)
    {
        var activity = turnContext.Activity;
        Log.Failed(logger, activity.Type, activity.Name, activity.ChannelId, activity.Id, exception);
        if (activity.Type == ActivityTypes.Invoke)
        {
            await turnContext.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = InvokeAnswer(activity) });
        }
        else if (activity.Type == ActivityTypes.Message && exception is not ConnectorException)
        {
            // After a failure of the connector there is nobody who could be told.
            await turnContext.SendActivityAsync(Apology);
        }
    }

    private static InvokeResponse InvokeAnswer(Activity activity) => activity.Name == AdaptiveCardInvoke.Name
        ? new InvokeResponse { Status = 200, Body = AdaptiveCardInvoke.Error("InternalError", Apology, status: 500) }
        : new InvokeResponse { Status = 500 };

    private static partial class Log
    {
        [LoggerMessage(1003, LogLevel.Error, "A turn failed ({Type} {Name} of {ChannelId}, activity {ActivityId}).")]
        public static partial void Failed(
            ILogger logger, string type, string? name, string channelId, string? activityId, Exception exception);
    }
}
