using System.Security.Claims;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Bots.Hosting;

/// <summary>
/// The adapter for Azure Bot Service's channels, the Agents Playground and the Emulator. One instance serves the whole host.
/// </summary>
/// <remarks>
/// Turns of one conversation run one after another, also the proactive ones. A turn may continue its own conversation and wait for that
/// (it has it already); it should not wait for another conversation's turn while that one may wait for it. What a proactive callback
/// throws goes to its caller, not to <see cref="BotAdapter.OnTurnError"/>: whoever sends unasked has to know whether it worked.
/// </remarks>
public sealed partial class CloudAdapter : BotAdapter, IBotFrameworkHttpAdapter
{
    private readonly Door _door;
    private readonly ExactlyOnce _once;
    private readonly ConversationQueue _queue;
    private readonly ConnectorClient _connector;
    private readonly UserTokenClient _userTokens;
    private readonly BotMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    internal CloudAdapter(IServiceProvider services)
    {
        _door = services.GetRequiredService<Door>();
        _once = services.GetRequiredService<ExactlyOnce>();
        _queue = services.GetRequiredService<ConversationQueue>();
        _connector = services.GetRequiredService<ConnectorClient>();
        _userTokens = services.GetRequiredService<UserTokenClient>();
        _metrics = services.GetRequiredService<BotMetrics>();
        _clock = services.GetRequiredKeyedService<TimeProvider>(WireClock.Key);
        _logger = services.GetRequiredService<ILogger<CloudAdapter>>();
        OnTurnError = services.GetRequiredService<TurnErrors>().HandleAsync;
    }

    /// <inheritdoc/>
    public async Task ProcessAsync(
        HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);
        var admission = await _door.AdmitAsync(httpRequest);
        if (admission.Refusal != RefusalReason.None)
        {
            httpResponse.StatusCode = admission.Refusal.Status();
            return;
        }

        var answer = await AnswerAsync(admission.Caller!.Identity, admission.Activity!, bot, cancellationToken);
        httpResponse.StatusCode = answer.Status;
        if (!answer.Body.IsEmpty)
        {
            httpResponse.ContentType = "application/json; charset=utf-8";
            httpResponse.ContentLength = answer.Body.Length;
            await httpResponse.Body.WriteAsync(answer.Body, httpRequest.HttpContext.RequestAborted);
        }
    }

    /// <inheritdoc/>
    public override Task<InvokeResponse?> ProcessActivityAsync(
        ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return _queue.RunAsync(
            ConversationKey(activity),
            (this, claimsIdentity, activity, callback),
            static async (s, ct) =>
            {
                using var context = s.Item1.CreateContext(s.claimsIdentity, s.activity);
                await s.Item1.RunPipelineAsync(context, s.callback, ct);
                return ResponseOf(context);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override Task ContinueConversationAsync(
        string botId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return RunProactiveAsync(BotIdentity(botId), reference.GetContinuationActivity(), callback, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task ContinueConversationAsync(
        string botId, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        RunProactiveAsync(BotIdentity(botId), continuationActivity, callback, cancellationToken);

    /// <inheritdoc/>
    public override Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return RunProactiveAsync(claimsIdentity, reference.GetContinuationActivity(), callback, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task CreateConversationAsync(
        string botAppId,
        string channelId,
        string serviceUrl,
        string? audience,
        ConversationParameters conversationParameters,
        BotCallbackHandler callback,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversationParameters);
        var created = await _connector.CreateConversationAsync(serviceUrl, conversationParameters, cancellationToken);
        var activity = new Activity(ActivityTypes.Event)
        {
            Name = ActivityEventNames.CreateConversation,
            Id = created.ActivityId ?? Guid.NewGuid().ToString(),
            ChannelId = channelId,
            ServiceUrl = created.ServiceUrl ?? serviceUrl,
            ChannelData = conversationParameters.ChannelData,
            Conversation = new ConversationAccount(
                conversationParameters.IsGroup, id: created.Id, tenantId: conversationParameters.TenantId),
            From = conversationParameters.Members is [var member] ? member : null!,
            Recipient = conversationParameters.Bot ?? new ChannelAccount(botAppId, role: RoleTypes.Bot),
        };
        await RunProactiveAsync(BotIdentity(botAppId), activity, callback, cancellationToken);
    }

    private static ClaimsIdentity BotIdentity(string botAppId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(botAppId);
        return new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, botAppId), new Claim(AuthenticationConstants.AppIdClaim, botAppId)]);
    }

    private static string ConversationKey(Activity activity) => $"{activity.ChannelId}\n{activity.Conversation.Id}";

    private static InvokeResponse? ResponseOf(TurnContext context) =>
        context.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse;

    private async Task<TurnAnswer> AnswerAsync(ClaimsIdentity identity, Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        try
        {
            // In line before anything is waited for: the order is that of arrival, however long the record of activities takes.
            using var place = _queue.Join(ConversationKey(activity));
            return await _once.RunAsync(
                activity,
                (this, place, identity, activity, bot),
                static (s, ct) => s.Item1._queue.RunAsync(
                    s.place, s, static (t, inner) => t.Item1.RunTurnAsync(t.identity, t.activity, t.bot, inner), ct),
                // The one that is waited for may stand further back.
                static s => s.place.Dispose(),
                cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Unanswered(_logger, activity.Type, activity.ChannelId, activity.Id, e);
            return TurnAnswer.Failed;
        }
    }

    private async Task<TurnAnswer> RunTurnAsync(ClaimsIdentity identity, Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        _metrics.Turn(activity.Type);
        using var context = CreateContext(identity, activity);
        await RunPipelineAsync(context, bot.OnTurnAsync, cancellationToken);
        if (activity.Type == ActivityTypes.Invoke)
        {
            return TurnAnswer.From(ResponseOf(context));
        }

        return AnswersInResponse(activity)
            ? TurnAnswer.From(new ExpectedReplies { Activities = context.BufferedReplyActivities })
            : TurnAnswer.Done;
    }

    private Task<bool> RunProactiveAsync(
        ClaimsIdentity identity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(activity.Conversation);
        ArgumentNullException.ThrowIfNull(callback);
        activity.Recipient ??= new ChannelAccount(identity.FindFirst(AuthenticationConstants.AudienceClaim)?.Value, role: RoleTypes.Bot);
        return _queue.RunAsync(
            ConversationKey(activity),
            (this, identity, activity, callback),
            static async (s, ct) =>
            {
                using var context = s.Item1.CreateContext(s.identity, s.activity);
                await s.Item1.MiddlewareSet.ReceiveActivityWithStatusAsync(context, s.callback, ct);
                return true;
            },
            cancellationToken);
    }

    private TurnContext CreateContext(ClaimsIdentity identity, Activity activity)
    {
        var context = new TurnContext(this, activity);
        context.TurnState.Add(BotIdentityKey, identity);
        context.TurnState.Add(_connector);
        context.TurnState.Add(_userTokens);
        return context;
    }

    private static partial class Log
    {
        [LoggerMessage(1004, LogLevel.Error, "An activity got no answer ({Type} of {ChannelId}, activity {ActivityId}).")]
        public static partial void Unanswered(ILogger logger, string type, string channelId, string? activityId, Exception exception);
    }
}
