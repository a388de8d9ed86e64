using System.Buffers;
using System.Text;
using System.Text.Json;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Evidence;
using HelpDesk.RenewalService.Problems;
using HelpDesk.RenewalService.Registrations;
using HelpDesk.RenewalService.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace HelpDesk.RenewalService.Evidence;

internal static class EvidenceRoutes
{
    public static void MapEvidence(this WebApplication app)
    {
        var mine = app.MapGroup("/v1").RequireAuthorization(Policies.Check).WithTags("Evidence");
        mine.MapGet("registrations/{id:guid}/renewals/{renewalId:guid}/evidence", MineAsync)
            .Produces<SealedEvidence>().WithSummary("The sealed record of a renewal, as JSON or (Accept: text/html) as a page");
        mine.MapGet("me/evidence/verification", VerifyMineAsync).WithSummary("Whether the sealed records of the caller's tenant are complete and unchanged");

        var watched = app.MapPersonRoutes();
        watched.MapGet("registrations/{id:guid}/renewals/{renewalId:guid}/evidence", WatchedAsync).Produces<SealedEvidence>().WithSummary("The sealed record of a renewal");
        watched.MapGet("evidence/verification", VerifyWatchedAsync).WithSummary("Whether the sealed records of the tenant are complete and unchanged");
    }

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> MineAsync(
        Guid id, Guid renewalId, Caller caller, HttpRequest request, IEvidenceChain chain, CancellationToken cancellation) =>
        ShowAsync(caller.TenantId, id, renewalId, request, chain, cancellation);

    private static Task<Results<ContentHttpResult, ProblemHttpResult>> WatchedAsync(
        Guid tenantId, Guid id, Guid renewalId, HttpRequest request, IEvidenceChain chain, CancellationToken cancellation) =>
        ShowAsync(tenantId.ToString("D"), id, renewalId, request, chain, cancellation);

    private static async Task<Ok<EvidenceVerification>> VerifyMineAsync(Caller caller, string? head, EvidenceVerifier verifier, CancellationToken cancellation) =>
        TypedResults.Ok(await verifier.VerifyAsync(caller.TenantId, head, cancellation));

    private static async Task<Ok<EvidenceVerification>> VerifyWatchedAsync(Guid tenantId, string? head, EvidenceVerifier verifier, CancellationToken cancellation) =>
        TypedResults.Ok(await verifier.VerifyAsync(tenantId.ToString("D"), head, cancellation));

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ShowAsync(
        string tenantId, Guid registrationId, Guid renewalId, HttpRequest request, IEvidenceChain chain, CancellationToken cancellation)
    {
        if (await chain.FindAsync(tenantId, renewalId, cancellation) is not { } link
            || JsonSerializer.Deserialize(link.Content, ContractJson.Default.EvidenceRecord) is not { } record
            || record.RegistrationId != registrationId
            || record.RenewalId != renewalId)
        {
            return Problem.Of(StatusCodes.Status404NotFound, Problem.RenewalNotFound, "There is no such renewal in this tenant.");
        }

        if (WantsPage(request))
        {
            return TypedResults.Content(EvidencePage.Of(record, link), "text/html; charset=utf-8");
        }

        return TypedResults.Content(Export(link), "application/json; charset=utf-8");
    }

    /// <summary>A <see cref="SealedEvidence"/> whose record stays byte for byte as it was sealed.</summary>
    private static string Export(EvidenceLink link)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("number", link.Number);
            json.WriteString("previous", link.Previous);
            json.WriteString("head", link.Head);
            json.WriteString("keyId", link.KeyId);
            json.WriteString("sealedAt", link.SealedAt);
            json.WritePropertyName("record");
            json.WriteRawValue(link.Content);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool WantsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && accepted.FirstOrDefault() is { } first && first.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);
}
