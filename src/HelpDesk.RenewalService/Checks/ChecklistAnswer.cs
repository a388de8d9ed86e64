using System.Text.Json;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalService.Checks;

/// <summary>
/// A checklist as the client wants it: complete, or as lines of JSON, each with more results than the one before. Lines are sent as soon as
/// they are known.
/// </summary>
internal sealed class ChecklistAnswer : IResult
{
    public const string Lines = "application/x-ndjson";

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private readonly IAsyncEnumerable<Checklist> _results;

    private ChecklistAnswer(IAsyncEnumerable<Checklist> results) => _results = results;

    public static IResult Of(HttpRequest request, IAsyncEnumerable<Checklist> results) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase)) ? new ChecklistAnswer(results) : new Complete(results);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.ContentType = Lines;
        await foreach (var checklist in _results.WithCancellation(httpContext.RequestAborted))
        {
            await JsonSerializer.SerializeAsync(httpContext.Response.Body, checklist, ContractJson.Default.Checklist, httpContext.RequestAborted);
            await httpContext.Response.Body.WriteAsync(NewLine, httpContext.RequestAborted);
            await httpContext.Response.Body.FlushAsync(httpContext.RequestAborted);
        }
    }

    private sealed class Complete(IAsyncEnumerable<Checklist> results) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var last = await results.LastAsync(httpContext.RequestAborted);
            await httpContext.Response.WriteAsJsonAsync(last, ContractJson.Default.Checklist, cancellationToken: httpContext.RequestAborted);
        }
    }
}
