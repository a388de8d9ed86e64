using System.Collections.Concurrent;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.RenewalService.Evidence;

/// <summary>Follows a flow of work to the requests it sends. A listener hears what is sent below the place where it began to listen.</summary>
internal sealed class OutsideCalls : IOutsideCalls
{
    private readonly AsyncLocal<Listener?> _listener = new();

    public IOutsideCallListener Listen() => _listener.Value = new(() => _listener.Value = null);

    public void Note(OutsideCall call) => _listener.Value?.Calls.Enqueue(call);

    private sealed class Listener(Action end) : IOutsideCallListener
    {
        public ConcurrentQueue<OutsideCall> Calls { get; } = [];

        public IReadOnlyList<OutsideCall> Take()
        {
            List<OutsideCall> taken = [];
            while (Calls.TryDequeue(out var call))
            {
                taken.Add(call);
            }

            return taken;
        }

        public void Dispose() => end();
    }
}

/// <summary>Notes each request and its answer: no query, no header but the request ID, no body.</summary>
internal sealed class OutsideCallHandler(OutsideCalls calls, TimeProvider time) : DelegatingHandler
{
    // Graph, then Entra and access control, then Key Vault.
    private static readonly string[] RequestIds = ["request-id", "x-ms-request-id"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (at, began) = (time.GetUtcNow(), TimeProvider.System.GetTimestamp());
        HttpResponseMessage? response = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            calls.Note(new(
                at,
                request.Method.Method,
                request.RequestUri is { } address ? $"{address.Authority}{address.AbsolutePath}" : string.Empty,
                (int?)response?.StatusCode,
                response is null ? null : RequestIdOf(response),
                (long)TimeProvider.System.GetElapsedTime(began).TotalMilliseconds));
        }
    }

    private static string? RequestIdOf(HttpResponseMessage response) => RequestIds
        .Select(name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null)
        .FirstOrDefault(id => id is not null);
}
