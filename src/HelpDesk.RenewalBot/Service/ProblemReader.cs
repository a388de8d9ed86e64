using System.Net;
using System.Text.Json;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Service;

/// <summary>Turns the service's ProblemDetails into <see cref="ServiceProblem"/>.</summary>
internal static class ProblemReader
{
    public static async Task<ServiceProblem> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await BodyAsync(response, ct);
        var code = Text(body, "code") ?? "";
        return new ServiceProblem
        {
            Failure = Failure(response.StatusCode, code),
            Code = code,
            Detail = Text(body, "detail") ?? Text(body, "title"),
            Error = Text(body, "error"),
            CorrelationId = Text(body, "correlationId"),
            ConsentLink = Uri.TryCreate(Text(body, "consentLink"), UriKind.Absolute, out var link) && link.Scheme == "https" ? link : null,
            Active = Renewal(body),
        };
    }

    private static ServiceFailure Failure(HttpStatusCode status, string code) => (status, code) switch
    {
        (_, "notAWatcher") => ServiceFailure.NotAWatcher,
        (_, "renewalActive") => ServiceFailure.RenewalActive,
        (HttpStatusCode.Unauthorized, _) => ServiceFailure.SignInRefused,
        (HttpStatusCode.Forbidden, _) => ServiceFailure.NotAllowed,
        (HttpStatusCode.NotFound, _) => ServiceFailure.NotFound,
        ( >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, _) => ServiceFailure.Rejected,
        _ => ServiceFailure.Unavailable,
    };

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return default;
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A proxy in between may answer anything; the status alone decides then.
            return default;
        }
    }

    private static Renewal? Renewal(JsonElement body)
    {
        try
        {
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("renewal", out var renewal) ? renewal.Deserialize(ContractJson.Default.Renewal) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
