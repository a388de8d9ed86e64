using HelpDesk.Bots.Schema;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Bots.Hosting;

/// <summary>Runs the turn of an activity once, and answers repeats with what the first one was answered.</summary>
internal sealed partial class ExactlyOnce(IReceivedActivities received, BotMetrics metrics, ILogger<ExactlyOnce> logger)
{
    private const int Ok = 200;
    private const int MaxExchangeId = 256;

    /// <param name="activity">The activity; one without an id cannot be recognised and is always new.</param>
    /// <param name="state">What <paramref name="turn"/> needs.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="repeats">Called when somebody else is at the activity, before that is waited for.</param>
    /// <param name="cancellationToken">Ends waiting and the turn.</param>
    public async Task<TurnAnswer> RunAsync<TState>(
        Activity activity, TState state, Func<TState, CancellationToken, Task<TurnAnswer>> turn, Action<TState> repeats, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(activity.Id))
        {
            return await turn(state, cancellationToken);
        }

        var key = Key(activity);
        while (true)
        {
            var found = await received.BeginAsync(key, cancellationToken);
            if (found.State == ReceivedState.New)
            {
                return await RunNewAsync(key, IsExchange(activity), state, turn, cancellationToken);
            }

            repeats(state);
            // Whoever was at it may have given up: then this is the one that counts.
            if ((found.State == ReceivedState.Answered ? found : await received.WaitAsync(key, cancellationToken)) is { } earlier)
            {
                metrics.Repeated();
                Log.Repeated(logger, activity.ChannelId, activity.Id, found.State);
                return new TurnAnswer(earlier.Status, earlier.Body);
            }
        }
    }

    /// <summary>
    /// An edit or a deletion bears the identifier of the message that it is about, so the type and the time belong to the key. A token exchange
    /// is sent by each of a person's clients, as activities of their own: what they have in common is the exchange that the card named.
    /// </summary>
    internal static string Key(Activity activity) => activity.Type switch
    {
        ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete =>
            $"{activity.ChannelId}\n{activity.Conversation.Id}\n{activity.Id}\n{activity.Type}\n{activity.Timestamp:O}",
        _ when IsExchange(activity) && BotJson.TryRead<TokenExchangeInvokeRequest>(activity.Value, out var exchange) && exchange.Id is { Length: > 0 and <= MaxExchangeId } id =>
            $"{activity.ChannelId}\n{activity.Conversation.Id}\n{activity.From.Id}\n{activity.Name}\n{id}",
        _ => $"{activity.ChannelId}\n{activity.Conversation.Id}\n{activity.Id}",
    };

    private static bool IsExchange(Activity activity) => activity is { Type: ActivityTypes.Invoke, Name: SignInConstants.TokenExchangeOperationName };

    private async Task<TurnAnswer> RunNewAsync<TState>(
        string key, bool isExchange, TState state, Func<TState, CancellationToken, Task<TurnAnswer>> turn, CancellationToken cancellationToken)
    {
        var answered = false;
        try
        {
            var answer = await turn(state, cancellationToken);
            // An exchange that did not succeed may do so for another client, or after the person has consented.
            if (!answer.IsWorthRepeating && (!isExchange || answer.Status == Ok))
            {
                await received.CompleteAsync(key, answer.Status, answer.Body, CancellationToken.None);
                answered = true;
            }

            return answer;
        }
        finally
        {
            if (!answered)
            {
                await received.AbandonAsync(key, CancellationToken.None);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1002, LogLevel.Information, "Activity {ActivityId} of {ChannelId} came again and is {State}.")]
        public static partial void Repeated(ILogger logger, string channelId, string activityId, ReceivedState state);
    }
}
