using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace HelpDesk.RenewalService.Graph;

/// <summary>One question of a batch.</summary>
/// <param name="Id">What its answer is called.</param>
/// <param name="Url">The address below the version.</param>
/// <param name="Body">What to post; null for a GET.</param>
internal sealed record BatchPart(string Id, string Url, JsonNode? Body = null);

/// <summary>
/// Puts many questions to Graph in one round trip, in either of its versions. A part that fails says so and spoils no other; one that fails
/// for a moment only is asked once more. https://learn.microsoft.com/graph/json-batching
/// </summary>
internal sealed class GraphBatch(GraphServiceClient graph, Uri version, TimeSpan timeLimit)
{
    private const int MostParts = 20;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors = new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue };

    public async Task<BatchAnswers> SendAsync(IReadOnlyList<BatchPart> parts, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts.Count, MostParts);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeLimit);
        var answers = new BatchAnswers();
        await TryAsync(answers, parts, limit.Token, cancellation);
        var again = parts.Where(p => answers.IsBusy(p.Id)).ToList();
        if (again.Count > 0 && answers.RetryAfter <= LongestPause)
        {
            // Not longer than the time limit: what is not there by then stays what it was.
            await Task.Delay(answers.RetryAfter, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryAsync(answers, again, limit.Token, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        await FollowAsync(answers, limit.Token, cancellation);
        return answers;
    }

    private async Task TryAsync(BatchAnswers answers, IReadOnlyList<BatchPart> parts, CancellationToken limit, CancellationToken cancellation)
    {
        if (parts.Count == 0)
        {
            return;
        }

        try
        {
            answers.Take(await GraphCall.ReadAsync(() => PostAsync(parts, limit), cancellation));
        }
        catch (DirectoryException e)
        {
            answers.Fail(parts, Unreadable.Of(e));
        }
    }

    /// <summary>A list may go on behind its first page.</summary>
    private async Task FollowAsync(BatchAnswers answers, CancellationToken limit, CancellationToken cancellation)
    {
        foreach (var (id, next) in answers.Unfinished())
        {
            try
            {
                for (var address = next; address is not null;)
                {
                    address = answers.Append(id, await GraphCall.ReadAsync(() => GetAsync(address, limit), cancellation));
                }
            }
            catch (DirectoryException e)
            {
                answers.Fail([new(id, string.Empty)], Unreadable.Of(e));
            }
            catch (JsonException)
            {
                answers.Fail([new(id, string.Empty)], new(DirectoryFault.Refused));
            }
        }
    }

    private Task<JsonElement> PostAsync(IReadOnlyList<BatchPart> parts, CancellationToken cancellation)
    {
        var request = new RequestInformation { HttpMethod = Method.POST, URI = new(version, "$batch") };
        request.SetStreamContent(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(Describe(parts))), "application/json");
        return SendAsync(request, cancellation);
    }

    private Task<JsonElement> GetAsync(Uri address, CancellationToken cancellation) =>
        SendAsync(new RequestInformation { HttpMethod = Method.GET, URI = address }, cancellation);

    private async Task<JsonElement> SendAsync(RequestInformation request, CancellationToken cancellation)
    {
        request.Headers.Add("Accept", "application/json");
        GraphCall.Read(request);
        await using var body = await graph.RequestAdapter.SendPrimitiveAsync<Stream>(request, Errors, cancellation)
            ?? throw new DirectoryException(DirectoryFault.Refused, "The directory's answer was empty.");
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellation);
        return json.RootElement.Clone();
    }

    private static JsonObject Describe(IReadOnlyList<BatchPart> parts) => new()
    {
        ["requests"] = new JsonArray([.. parts.Select(p =>
        {
            var part = new JsonObject { ["id"] = p.Id, ["method"] = p.Body is null ? "GET" : "POST", ["url"] = $"/{p.Url}" };
            if (p.Body is not null)
            {
                part["body"] = p.Body.DeepClone();
                part["headers"] = new JsonObject { ["Content-Type"] = "application/json" };
            }

            return part;
        })]),
    };
}
