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
        var activity = turnContext.Activity;
        var key = $"{activity.ChannelId}\n{activity.Conversation.Id}\n{activity.Id}\n{activity.Type}\n{activity.Timestamp:O}";
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
            var body = answer?.Body is { } content ? System.Text.Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(content)) : [];
            await received.CompleteAsync(key, answer?.Status ?? 200, body, CancellationToken.None);
            isDone = true;
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

    private static bool IsProactive(Activity activity) =>
        activity.Type == ActivityTypes.Event && activity.Name is "ContinueConversation" or "CreateConversation";
}
