using System.Net;
using System.Text.Json;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Service;

/// <summary>Turns the service's ProblemDetails into <see cref="ServiceProblem"/>.</summary>
internal static class ProblemReader
{
    public static async Task<ServiceProblem> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var (code, detail, active) = await BodyAsync(response, ct);
        return new ServiceProblem { Failure = Failure(response.StatusCode, code), Code = code, Detail = detail, Active = active };
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

    private static async Task<(string Code, string? Detail, Renewal? Active)> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return ("", null, null);
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            var active = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("renewal", out var renewal)
                ? renewal.Deserialize(ContractJson.Default.Renewal)
                : null;
            return (Text(body.RootElement, "code") ?? "", Text(body.RootElement, "detail") ?? Text(body.RootElement, "title"), active);
        }
        catch (JsonException)
        {
            // A proxy in between may answer anything; the status alone decides then.
            return ("", null, null);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
