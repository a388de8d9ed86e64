using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Connector;

/// <summary>A call of connector or token service.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The whole address.</param>
/// <param name="WithToken">Whether the bot's token goes along.</param>
/// <param name="Budget">What it counts as among the channel's rate limits.</param>
internal readonly record struct ChannelCall(HttpMethod Method, string Url, bool WithToken, BudgetUse Budget = default);

/// <summary>
/// The one way out to connector and token service: pooled connections, the bot's token only where it may go, time-outs, the channel's rate
/// limits, and retries for the statuses of which Teams says that they are to be retried, and no other.
/// </summary>
internal sealed partial class ChannelHttp(
    IHttpClientFactory clients,
    BotTokens tokens,
    SendBudgets budgets,
    BotMetrics metrics,
    IOptions<BotChannelOptions> options,
    [FromKeyedServices(WireClock.Key)] TimeProvider clock,
    ILogger<ChannelHttp> logger)
{
    public const string ClientName = "HelpDesk.Bots.Connector";

    internal const int MaxAttempts = 4;
    internal static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Made once: the named client's connections are pooled and renewed below this level.
    private readonly Lazy<HttpClient> _client = new(() =>
    {
        var client = clients.CreateClient(ClientName);
        client.Timeout = options.Value.RequestTimeout;
        return client;
    });

    /// <summary>Sends without a body.</summary>
    public Task<ChannelAnswer> SendAsync(ChannelCall call, CancellationToken cancellationToken) => SendAsync(call, null, cancellationToken);

    /// <summary>Sends a JSON body.</summary>
    public async Task<ChannelAnswer> SendAsync<T>(
        ChannelCall call, T body, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        using var buffer = PooledJson.Serialize(body, typeInfo);
        var answer = await SendAsync(call, buffer, cancellationToken);
        // Only after a complete exchange is nobody reading the buffer any more.
        buffer.MayBeReused();
        return answer;
    }

    private async Task<ChannelAnswer> SendAsync(ChannelCall call, PooledJson? body, CancellationToken cancellationToken)
    {
        var url = new Uri(call.Url);
        if (await EnterAsync(call, cancellationToken) is { } wait)
        {
            throw new ConnectorException(ConnectorFailure.Throttled, "The channel's limits leave no room for now. Nothing was sent.") { RetryAfter = wait };
        }

        for (var attempt = 1; ; attempt++)
        {
            using var request = Request(call.Method, url, body);
            if (call.WithToken)
            {
                request.Headers.Authorization = await tokens.GetAsync(cancellationToken);
            }

            using var response = await ExchangeAsync(request, cancellationToken);
            if (!IsRetried(response.StatusCode) || attempt == MaxAttempts || Delay(response, attempt) is not { } delay)
            {
                return await AnswerAsync(response, RetryAfter(response), cancellationToken);
            }

            metrics.Retried((int)response.StatusCode);
            Log.Retrying(logger, (int)response.StatusCode, url.Host, attempt, delay);
            await Task.Delay(delay, clock, cancellationToken);
            if (await EnterAsync(call, cancellationToken) is { } longer)
            {
                // What is known is the answer to the attempt before: it may have been taken.
                return await AnswerAsync(response, longer, cancellationToken);
            }
        }
    }

    /// <summary>Each attempt counts. A host that does not get the bot's token is not Teams.</summary>
    private ValueTask<TimeSpan?> EnterAsync(ChannelCall call, CancellationToken cancellationToken) =>
        call.WithToken && call.Budget.Kind != BudgetKind.None ? budgets.EnterAsync(call.Budget, cancellationToken) : default;

    private static HttpRequestMessage Request(HttpMethod method, Uri url, PooledJson? body)
    {
        var request = new HttpRequestMessage(method, url);
        if (body is not null)
        {
            request.Content = new ReadOnlyMemoryContent(body.Memory);
            request.Content.Headers.ContentType = Json;
        }

        return request;
    }

    // The content is in memory already: this ends at once.
    private static async ValueTask<ChannelAnswer> AnswerAsync(HttpResponseMessage response, TimeSpan? retryAfter, CancellationToken cancellationToken) =>
        new(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken)) { RetryAfter = retryAfter };

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.Value.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectorException(ConnectorFailure.UnknownOutcome, $"{request.RequestUri!.Host} did not answer in time.", inner: e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new ConnectorException(ConnectorFailure.Unavailable, $"{request.RequestUri!.Host} could not be reached.", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new ConnectorException(ConnectorFailure.UnknownOutcome, $"The answer of {request.RequestUri!.Host} was lost.", inner: e);
        }
    }

    private static bool IsRetried(HttpStatusCode status) => status
        is HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>How long to wait, or null when that would be too long for somebody who waits for an answer.</summary>
    private TimeSpan? Delay(HttpResponseMessage response, int attempt)
    {
        if (RetryAfter(response) is { } asked)
        {
            return asked <= LongestWait ? asked : null;
        }

        // Full jitter keeps many conversations that were throttled together from coming back together.
        var ceiling = FirstDelay * Math.Pow(2, attempt - 1);
        return (ceiling / 2) + (ceiling / 2 * Random.Shared.NextDouble());
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - clock.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static partial class Log
    {
        [LoggerMessage(1020, LogLevel.Warning, "{Host} answered {Status} at attempt {Attempt}; trying again after {Delay}.")]
        public static partial void Retrying(ILogger logger, int status, string host, int attempt, TimeSpan delay);
    }
}
