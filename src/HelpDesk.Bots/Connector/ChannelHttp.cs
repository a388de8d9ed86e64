using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Connector;

/// <summary>
/// The one way out to connector and token service: pooled connections, the bot's token only where it may go, time-outs, and retries for
/// the statuses of which Teams says that they are to be retried, and no other.
/// </summary>
internal sealed partial class ChannelHttp(
    IHttpClientFactory clients,
    BotTokens tokens,
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
    public Task<ChannelAnswer> SendAsync(HttpMethod method, string url, bool withToken, CancellationToken cancellationToken) =>
        SendAsync(method, new Uri(url), null, withToken, cancellationToken);

    /// <summary>Sends a JSON body.</summary>
    public async Task<ChannelAnswer> SendAsync<T>(
        HttpMethod method, string url, T body, JsonTypeInfo<T> typeInfo, bool withToken, CancellationToken cancellationToken)
    {
        using var buffer = PooledJson.Serialize(body, typeInfo);
        var answer = await SendAsync(method, new Uri(url), buffer, withToken, cancellationToken);
        // Only after a complete exchange is nobody reading the buffer any more.
        buffer.MayBeReused();
        return answer;
    }

    private async Task<ChannelAnswer> SendAsync(
        HttpMethod method, Uri url, PooledJson? body, bool withToken, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, url);
            if (body is not null)
            {
                request.Content = new ReadOnlyMemoryContent(body.Memory);
                request.Content.Headers.ContentType = Json;
            }

            if (withToken)
            {
                request.Headers.Authorization = await tokens.GetAsync(cancellationToken);
            }

            using var response = await ExchangeAsync(request, cancellationToken);
            if (!IsRetried(response.StatusCode) || attempt == MaxAttempts || Delay(response, attempt) is not { } delay)
            {
                return new ChannelAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken))
                {
                    RetryAfter = RetryAfter(response),
                };
            }

            metrics.Retried((int)response.StatusCode);
            Log.Retrying(logger, (int)response.StatusCode, url.Host, attempt, delay);
            await Task.Delay(delay, clock, cancellationToken);
        }
    }

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
