using HelpDesk.Bots.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>
/// What HelpDesk.Bots does by itself: the turns of a conversation run one after another, and a repeated activity is answered as the first
/// time and not worked on again.
/// </summary>
internal sealed class OrderedOnce(ConversationQueue queue, IReceivedActivities received) : Microsoft.Bot.Builder.IMiddleware
{
    private const string InvokeResponseType = "invokeResponse";
    private const int Ok = 200;
    private const int ServerError = 500;
    private const int NotImplemented = 501;
    private const int LongestExchangeId = 256;

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) => queue.RunAsync(
        $"{turnContext.Activity.ChannelId}\n{turnContext.Activity.Conversation.Id}",
        (Self: this, turnContext, next),
        static async (s, ct) =>
        {
            await s.Self.RunAsync(s.turnContext, s.next, ct);
            return true;
        },
        cancellationToken);

    private Task RunAsync(ITurnContext turnContext, NextDelegate next, CancellationToken ct) =>
        string.IsNullOrEmpty(turnContext.Activity.Id) || IsProactive(turnContext.Activity) ? next(ct) : RunOnceAsync(turnContext, next, ct);

    private async Task RunOnceAsync(ITurnContext turnContext, NextDelegate next, CancellationToken ct)
    {
        var key = Key(turnContext.Activity);
        while (true)
        {
            var found = await received.BeginAsync(key, ct);
            if (found.State == ReceivedState.New)
            {
                await RunNewAsync(key, turnContext, next, ct);
                return;
            }

            if ((found.State == ReceivedState.Answered ? found : await received.WaitAsync(key, ct)) is { } earlier)
            {
                await RepeatAsync(turnContext, earlier, ct);
                return;
            }
        }
    }

    private async Task RunNewAsync(string key, ITurnContext turnContext, NextDelegate next, CancellationToken ct)
    {
        InvokeResponse? answer = null;
        turnContext.OnSendActivities((_, activities, send) =>
        {
            answer ??= activities.Find(a => a.Type == InvokeResponseType)?.Value as InvokeResponse;
            return send();
        });
        var isDone = false;
        try
        {
            await next(ct);
            var status = answer?.Status ?? Ok;
            // After a failure, and after an exchange that another client may still do, the next one is a new attempt.
            if (status is < ServerError or NotImplemented && (status == Ok || !IsExchange(turnContext.Activity)))
            {
                var body = answer?.Body is { } content ? System.Text.Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(content)) : [];
                await received.CompleteAsync(key, status, body, CancellationToken.None);
                isDone = true;
            }
        }
        finally
        {
            if (!isDone)
            {
                await received.AbandonAsync(key, CancellationToken.None);
            }
        }
    }

    private static async Task RepeatAsync(ITurnContext turnContext, HelpDesk.Bots.Hosting.ReceivedActivity earlier, CancellationToken ct)
    {
        if (turnContext.Activity.Type == ActivityTypes.Invoke)
        {
            var body = earlier.Body.IsEmpty ? null : JToken.Parse(System.Text.Encoding.UTF8.GetString(earlier.Body.Span));
            await turnContext.SendActivityAsync(
                new Activity { Type = InvokeResponseType, Value = new InvokeResponse { Status = earlier.Status, Body = body } }, ct);
        }
    }

    /// <summary>Each of a person's clients sends a token exchange of its own: what they have in common is the exchange that the card named.</summary>
    private static string Key(Activity activity) => IsExchange(activity) && WireText.Text(activity.Value, "id") is { Length: > 0 and <= LongestExchangeId } id
        ? $"{activity.ChannelId}\n{activity.Conversation.Id}\n{activity.From.Id}\n{activity.Name}\n{id}"
        : $"{activity.ChannelId}\n{activity.Conversation.Id}\n{activity.Id}\n{activity.Type}\n{activity.Timestamp:O}";

    private static bool IsExchange(Activity activity) => activity.Type == ActivityTypes.Invoke && activity.Name == SignInConstants.TokenExchangeOperationName;

    private static bool IsProactive(Activity activity) =>
        activity.Type == ActivityTypes.Event && activity.Name is "ContinueConversation" or "CreateConversation";
}
