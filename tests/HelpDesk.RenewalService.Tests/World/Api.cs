using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>Speaks to the service as the bot does: raw requests, raw answers, all of them kept.</summary>
public sealed class Api(HttpClient http) : IDisposable
{
    private readonly ConcurrentQueue<string> _received = new();

    /// <summary>Every answer so far, headers included.</summary>
    public IReadOnlyCollection<string> Received => _received;

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token);

    public Task<Answer> PostAsync(string path, string? token = null, HttpContent? content = null) => SendAsync(HttpMethod.Post, path, token, content);

    /// <summary>Confirms the renewal; a key of its own each time unless one is given.</summary>
    public Task<Answer> RenewAsync(Guid registration, string? token, string? key = null) => SendAsync(
        HttpMethod.Post, $"/v1/registrations/{registration}/renewals", token, null, ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? token, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        _received.Enqueue($"{response}\n{text}");
        return new(
            response.StatusCode,
            text,
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => http.Dispose();
}
