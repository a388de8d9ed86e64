using System.Globalization;
using System.Text.Json;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.RenewalService.Graph;

/// <summary>The answers of a batch by the names of their questions.</summary>
internal sealed class BatchAnswers
{
    private static readonly Unreadable NoAnswer = new(DirectoryFault.Refused);

    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>The longest pause that a busy part asks for.</summary>
    public TimeSpan RetryAfter => _answers.Values.Select(a => a.RetryAfter).DefaultIfEmpty().Max();

    public bool IsBusy(string id) => _answers.GetValueOrDefault(id) is { Why.Fault: DirectoryFault.Throttled };

    /// <summary>An answer made into a fact. An answer that cannot be understood is one that could not be read.</summary>
    public Reading<T> Read<T>(string id, Func<JsonElement, T> convert)
    {
        if (!_answers.TryGetValue(id, out var answer) || answer.Why is not null)
        {
            return Reading.Unreadable<T>(answer?.Why ?? NoAnswer);
        }

        try
        {
            return Reading.Of(convert(answer.Body));
        }
        catch (DirectoryException e)
        {
            return Reading.Unreadable<T>(Unreadable.Of(e));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return Reading.Unreadable<T>(NoAnswer);
        }
    }

    /// <summary>The entries of a list, of all its pages. An answer that is no list must not look like an empty one.</summary>
    public Reading<IReadOnlyList<T>> ReadList<T>(string id, Func<JsonElement, T?> convert)
        where T : class => Read<IReadOnlyList<T>>(id, body => [.. body.GetProperty("value").EnumerateArray().Select(convert).OfType<T>()]);

    public void Take(JsonElement batch)
    {
        if (batch.Member("responses") is not { ValueKind: JsonValueKind.Array } responses)
        {
            throw new DirectoryException(DirectoryFault.Refused, "The directory's answer to several questions holds no answers.");
        }

        foreach (var response in responses.EnumerateArray())
        {
            if (response.Text("id") is { } id && response.Member("status") is { ValueKind: JsonValueKind.Number } status)
            {
                _answers[id] = Answer.Of(status.GetInt32(), response.Member("body"), response.Member("headers"));
            }
        }
    }

    public void Fail(IReadOnlyList<BatchPart> parts, Unreadable why)
    {
        foreach (var part in parts)
        {
            _answers[part.Id] = new() { Why = why };
        }
    }

    /// <summary>The lists of which a next page is to be read.</summary>
    public List<(string Id, Uri Next)> Unfinished() => [.. from answer in _answers where answer.Value.Next is not null select (answer.Key, answer.Value.Next!)];

    /// <returns>The page after this one.</returns>
    public Uri? Append(string id, JsonElement page)
    {
        var next = Answer.NextOf(page);
        _answers[id] = _answers[id].With(page, next);
        return next;
    }

    private sealed record Answer
    {
        public JsonElement Body { get; init; }

        public Uri? Next { get; init; }

        public Unreadable? Why { get; init; }

        public TimeSpan RetryAfter { get; init; }

        public static Answer Of(int status, JsonElement body, JsonElement headers)
        {
            if (status is >= 200 and < 300)
            {
                return new() { Body = body, Next = NextOf(body) };
            }

            var error = body.Member("error");
            var fault = GraphCall.FaultOf(status);
            return new()
            {
                Why = new(fault, error.Text("code") ?? $"HTTP {status}", error.Member("innerError").Text("request-id")),
                RetryAfter = int.TryParse(headers.Text("Retry-After"), CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero,
            };
        }

        /// <summary>One list of both pages.</summary>
        public Answer With(JsonElement page, Uri? next) => this with
        {
            Body = JsonSerializer.SerializeToElement(new Dictionary<string, List<JsonElement>> { ["value"] = [.. EntriesOf(Body), .. EntriesOf(page)] }),
            Next = next,
        };

        public static Uri? NextOf(JsonElement body) => body.Text("@odata.nextLink") is { Length: > 0 } next && Uri.TryCreate(next, UriKind.Absolute, out var address) ? address : null;

        private static JsonElement.ArrayEnumerator EntriesOf(JsonElement body) =>
            body.Member("value") is { ValueKind: JsonValueKind.Array } entries ? entries.EnumerateArray() : throw new JsonException("A page of a list holds no list.");
    }
}
