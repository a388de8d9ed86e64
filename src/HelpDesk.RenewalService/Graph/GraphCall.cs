using System.Text.Json;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace HelpDesk.RenewalService.Graph;

/// <summary>One call to Graph: what may be repeated, and what its failure means.</summary>
internal static class GraphCall
{
    // Reads may be repeated for whatever passes by itself, but not so long that a person waits for it.
    private static readonly RetryHandlerOption ReadRetry = new() { MaxRetry = 2, Delay = 1, RetriesTimeLimit = TimeSpan.FromSeconds(15) };

    // A write is repeated only when it was certainly refused: a gateway's time-out may hide its effect.
    private static readonly RetryHandlerOption WriteRetry = new()
    {
        MaxRetry = 2,
        Delay = 1,
        RetriesTimeLimit = TimeSpan.FromSeconds(15),
        ShouldRetry = (_, _, response) => response.StatusCode is System.Net.HttpStatusCode.TooManyRequests,
    };

    public static void Read<T>(RequestConfiguration<T> request)
        where T : class, new() => request.Options.Add(ReadRetry);

    public static void Read(RequestInformation request) => request.AddRequestOptions([ReadRetry]);

    public static void Write<T>(RequestConfiguration<T> request)
        where T : class, new() => request.Options.Add(WriteRetry);

    /// <summary>Refused when the object is no longer the one that was read, where the directory tells its version.</summary>
    public static void WriteIfUnchanged<T>(RequestConfiguration<T> request, string? tag)
        where T : class, new()
    {
        Write(request);
        if (tag is not null)
        {
            request.Headers.Add("If-Match", tag);
        }
    }

    public static Task<T> ReadAsync<T>(Func<Task<T>> call, CancellationToken cancellation) => RunAsync(call, writes: false, cancellation);

    public static Task<T> WriteAsync<T>(Func<Task<T>> call, CancellationToken cancellation) => RunAsync(call, writes: true, cancellation);

    /// <summary>What the status of a read means.</summary>
    public static DirectoryFault FaultOf(int status) => Meaning(status, writes: false).Fault;

    /// <summary>What one part of a batch said, as the failure of a read.</summary>
    public static DirectoryException Failure(Unreadable why) => why is { Fault: DirectoryFault.Refused, Code: null }
        ? new(DirectoryFault.Throttled, "The directory's answer could not be read.")
        : new(why.Fault, MessageOf(why.Fault)) { Code = why.Code, CorrelationId = why.CorrelationId };

    private static async Task<T> RunAsync<T>(Func<Task<T>> call, bool writes, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (Translate(e, writes, cancellation) is { } translated)
        {
            throw translated;
        }
    }

    private static DirectoryException? Translate(Exception e, bool writes, CancellationToken cancellation) => e switch
    {
        DirectoryException => null,
        ODataError error => Of(error, writes),
        ApiException error => OfStatus(error.ResponseStatusCode, null, writes, error),
        // What the SDK throws when its retries are used up.
        AggregateException { InnerException: ApiException last } => OfStatus(last.ResponseStatusCode, null, writes, e),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } =>
            new(DirectoryFault.Throttled, "The directory could not be reached.", e),
        HttpRequestException or IOException => new(Unclear(writes), "The connection to the directory broke.", e),
        OperationCanceledException when !cancellation.IsCancellationRequested => new(Unclear(writes), "The directory did not answer in time.", e),
        // The SDK throws the last for an answer that is no JSON, such as a gateway's page.
        JsonException or FormatException or InvalidOperationException => new(Unclear(writes), "The directory's answer could not be read.", e),
        _ => null,
    };

    private static DirectoryException Of(ODataError error, bool writes)
    {
        var code = error.Error?.Code;
        var translated = code?.EndsWith("AsPerAppPolicy", StringComparison.OrdinalIgnoreCase) is true
            ? (Fault: DirectoryFault.RefusedByPolicy, Message: $"A policy of this tenant (app management) refuses the new credential: {error.Error?.Message}")
            : Meaning(error.ResponseStatusCode, writes);
        return new(translated.Fault, translated.Message, error) { Code = code, CorrelationId = error.Error?.InnerError?.RequestId };
    }

    private static DirectoryException OfStatus(int status, string? code, bool writes, Exception inner)
    {
        var (fault, message) = Meaning(status, writes);
        return new(fault, message, inner) { Code = code ?? (status > 0 ? $"HTTP {status}" : null) };
    }

    private static (DirectoryFault Fault, string Message) Meaning(int status, bool writes) => status switch
    {
        401 => Meaning(DirectoryFault.SignInAgain),
        403 => Meaning(DirectoryFault.Forbidden),
        404 => Meaning(DirectoryFault.NotFound),
        412 => Meaning(DirectoryFault.Changed),
        429 => Meaning(DirectoryFault.Throttled),
        408 or >= 500 => (Unclear(writes), "The directory failed to answer."),
        > 0 => Meaning(DirectoryFault.Refused),
        _ => (Unclear(writes), "The directory's answer could not be read."),
    };

    private static (DirectoryFault Fault, string Message) Meaning(DirectoryFault fault) => (fault, MessageOf(fault));

    private static string MessageOf(DirectoryFault fault) => fault switch
    {
        DirectoryFault.SignInAgain => "The directory does not accept the sign-in any more: sign in again.",
        DirectoryFault.Forbidden => "The directory does not allow this to the account or to the service.",
        DirectoryFault.Changed => "Somebody else changed the app at the same moment.",
        DirectoryFault.NotFound => "The directory does not know the object.",
        DirectoryFault.Throttled => "The directory is busy or out of reach; it is worth trying again later.",
        _ => "The directory refused the request.",
    };

    private static DirectoryFault Unclear(bool writes) => writes ? DirectoryFault.Unknown : DirectoryFault.Throttled;
}
