using System.Collections.Concurrent;
using System.Net;

namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>Everything that the bot may call, by host. A call that nobody planned fails the test that made it.</summary>
public sealed class FakeInternet : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpRequestMessage, string, HttpResponseMessage>> _hosts = [];

    public ConcurrentQueue<string> Unplanned { get; } = [];

    public void Host(string host, Func<HttpRequestMessage, string, HttpResponseMessage> answer) => _hosts[host] = answer;

    public HttpResponseMessage Refuse(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Unplanned.Enqueue($"{request.Method} {request.RequestUri}");
        return new HttpResponseMessage(HttpStatusCode.NotImplemented);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = _hosts.TryGetValue(request.RequestUri!.Host, out var answer) ? answer(request, body) : Refuse(request);
        response.RequestMessage = request;
        return response;
    }
}
