using HelpDesk.Bots.Connector;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Says in the bot's terms why a channel refused a message. The SDK's own exceptions do not tell.</summary>
internal sealed class ChannelRefusals : DelegatingHandler
{
    private const string ConnectorPath = "/v3/conversations";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode || request.RequestUri?.AbsolutePath.Contains(ConnectorPath, StringComparison.Ordinal) != true)
        {
            return response;
        }

        using (response)
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var answer = new ChannelAnswer(response.StatusCode, body) { RetryAfter = response.Headers.RetryAfter?.Delta };
            throw ConnectorErrors.ToException(answer, $"{request.Method} to a channel");
        }
    }
}
