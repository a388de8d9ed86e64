using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>What somebody saw: a message as it was posted or as an update left it.</summary>
public sealed record Shown(string Conversation, string Id, JsonObject Activity, bool IsUpdate)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message that the address named as the one to reply to; null for the plain way to post.</summary>
    public string? RepliedTo { get; init; }

    public string? Text => (string?)Activity["text"];

    public JsonObject? Card => Attachment("application/vnd.microsoft.card.adaptive");

    /// <summary>The card's JSON as a person would write it, to look for words in it.</summary>
    public string CardJson => Card?.ToJsonString(Readable) ?? "";

    public JsonObject? OAuthCard => Attachment("application/vnd.microsoft.card.oauth");

    public string Title => (string?)Card?["body"]?[0]?["text"] ?? "";

    private JsonObject? Attachment(string type) => Activity["attachments"]?.AsArray()
        .FirstOrDefault(a => (string?)a?["contentType"] == type)?["content"]?.AsObject();
}

/// <summary>The channel's connector: takes messages, updates them, and knows what each chat shows.</summary>
public sealed class FakeChannel
{
    public const string Host = "smba.test";
    public const string ServiceUrl = $"https://{Host}/teams/";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly List<Shown> _log = [];
    private readonly HashSet<string> _gone = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    /// <summary>When set, decides what a post is answered with instead of 201.</summary>
    public Func<HttpResponseMessage?>? OnPost { get; set; }

    public IReadOnlyList<Shown> Log
    {
        get
        {
            lock (_lock)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>The person, or Teams, has deleted the message.</summary>
    public void Delete(string id)
    {
        lock (_lock)
        {
            _gone.Add(id);
        }
    }

    /// <summary>Waits until something matches that was shown after the first <paramref name="after"/> entries of the log.</summary>
    public async Task<Shown> WaitAsync(Func<Shown, bool> matches, int after = 0)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_log.Skip(after).FirstOrDefault(matches) is { } found)
                {
                    return found;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                var log = string.Join("\n", Log.Select(s => $"{(s.IsUpdate ? "update" : "post")} {s.Id}: {s.Text ?? s.Title}"));
                throw new TimeoutException($"Nothing like that was shown. The chat:\n{log}");
            }
        }
    }

    public HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parts = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        if (parts is not ["teams", "v3", "conversations", var conversation, "activities", ..])
        {
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        var activity = JsonNode.Parse(body)!.AsObject();
        if (activity["from"] is not JsonObject || (request.Method == HttpMethod.Put && (string?)activity["id"] != Uri.UnescapeDataString(parts[5])))
        {
            // Teams and the Playground let it pass; the Emulator refuses it or hangs.
            throw new InvalidOperationException($"An activity without its sender, or an update that does not name its message: {body}");
        }

        return request.Method == HttpMethod.Put
            ? Update(Uri.UnescapeDataString(conversation), Uri.UnescapeDataString(parts[5]), activity)
            : OnPost?.Invoke() ?? Post(Uri.UnescapeDataString(conversation), activity, parts.Length > 5 ? Uri.UnescapeDataString(parts[5]) : null);
    }

    private HttpResponseMessage Post(string conversation, JsonObject activity, string? repliedTo)
    {
        var id = $"m{Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture)}";
        Add(new Shown(conversation, id, activity, false) { RepliedTo = repliedTo });
        return Json(HttpStatusCode.Created, new JsonObject { ["id"] = id });
    }

    private HttpResponseMessage Update(string conversation, string id, JsonObject activity)
    {
        lock (_lock)
        {
            if (_gone.Contains(id))
            {
                return Json(
                    HttpStatusCode.NotFound,
                    new JsonObject { ["error"] = new JsonObject { ["code"] = "ActivityNotFoundInConversation", ["message"] = "gone" } });
            }
        }

        Add(new Shown(conversation, id, activity, true));
        return Json(HttpStatusCode.OK, new JsonObject { ["id"] = id });
    }

    private void Add(Shown shown)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _log.Add(shown);
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    public static HttpResponseMessage Json(HttpStatusCode status, JsonNode body) => new(status)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };
}
