using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace HelpDesk.Benchmarks;

/// <summary>Messages as Teams posts them, each with an identifier of its own, from a number of conversations.</summary>
internal sealed class Load(string serviceUrl, string token)
{
    private const int Parallel = 8;
    private const int ConversationsPerWorker = 25;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private long _lastId = 1_732_446_000_000;

    public Task SendAsync(SubjectProcess subject, int turns) => RunAsync(subject, worker => turns / Parallel + (worker < turns % Parallel ? 1 : 0), null);

    public async Task SendAsync(SubjectProcess subject, TimeSpan duration)
    {
        using var end = new CancellationTokenSource(duration);
        await RunAsync(subject, _ => int.MaxValue, end.Token);
    }

    /// <summary>Sends one message as soon as the subject listens.</summary>
    public Task SendFirstAsync(SubjectProcess subject) => subject.RepeatAsync(() => PostAsync(subject, "a:first"));

    private async Task RunAsync(SubjectProcess subject, Func<int, int> count, CancellationToken? end)
    {
        var workers = new Task[Parallel];
        for (var worker = 0; worker < Parallel; worker++)
        {
            workers[worker] = WorkAsync(subject, worker, count(worker), end ?? CancellationToken.None);
        }

        await Task.WhenAll(workers);
    }

    private async Task WorkAsync(SubjectProcess subject, int worker, int count, CancellationToken end)
    {
        for (var i = 0; i < count && !end.IsCancellationRequested; i++)
        {
            await PostAsync(subject, $"a:1pL6i0oY3C0K8oAj8NdU5mvUOpTZ9LZj-{worker}-{i % ConversationsPerWorker}");
        }
    }

    private async Task PostAsync(SubjectProcess subject, string conversation)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Message(subject.Subject.Says, id, conversation)));
        content.Headers.ContentType = Json;
        await subject.PostAsync(content, subject.Subject.BearsToken ? token : null);
    }

    private string Message(string text, string id, string conversation) => $$$"""
        {"text":"{{{text}}}","textFormat":"plain","type":"message","timestamp":"2026-11-24T11:00:00.1234567Z",
        "localTimestamp":"2026-11-24T12:00:00.1234567+01:00","id":"{{{id}}}","channelId":"msteams","serviceUrl":"{{{serviceUrl}}}",
        "from":{"id":"29:1XJKJMvc5GBtc2JwZq0oj8tHZmzrQgFmB39ATiQWA85gQtHieVkKilBZ9XHoq9j7Zaqt7CZ","name":"Megan Bowen","aadObjectId":"0c9a8b7d-6e5f-4a3b-8c2d-1e0f9a8b7c6d"},
        "conversation":{"conversationType":"personal","tenantId":"5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10","id":"{{{conversation}}}"},
        "recipient":{"id":"28:8f2b6a0c-5a0b-4a57-9d31-0f7f2a6f5c11","name":"HelpDesk Renewal"},
        "entities":[{"locale":"en-US","country":"US","platform":"Web","timezone":"Europe/Berlin","type":"clientInfo"}],
        "channelData":{"tenant":{"id":"5f3b1c9e-7f0a-4d8e-9c51-2a6b7c8d9e10"}},"locale":"en-US","localTimezone":"Europe/Berlin"}
        """;
}
