using System.Net;
using System.Text.Json;
using HelpDesk.Renewals.Proofs;
using HelpDesk.RenewalService.Entra;

namespace HelpDesk.RenewalService.Proof;

/// <summary>What a token endpoint's answer says of the secret that was presented.</summary>
internal static class TokenAnswer
{
    // Secret wrong, credential not valid, secret expired; https://learn.microsoft.com/entra/identity-platform/reference-error-codes
    private static readonly int[] SecretRefused = [7000215, 70002, 7000222];

    public static ProofAnswer Read(HttpStatusCode status, string body, string issuer)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return status is HttpStatusCode.OK ? Issued(json.RootElement, issuer) : Refused(status, json.RootElement, issuer);
        }
        catch (JsonException)
        {
            return Unclear(status, issuer);
        }
    }

    private static ProofAnswer Issued(JsonElement answer, string issuer) =>
        answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("access_token", out var token) && token.ValueKind is JsonValueKind.String && token.GetString() is { Length: > 0 }
            ? new(ProofVerdict.TokenIssued, $"{issuer} issued a token for the new secret.")
            : new(ProofVerdict.SaysNothing, $"{issuer} answered without a token.");

    private static ProofAnswer Refused(HttpStatusCode status, JsonElement answer, string issuer)
    {
        if (answer.ValueKind is not JsonValueKind.Object || (int)status >= 500 || status is HttpStatusCode.TooManyRequests)
        {
            return Unclear(status, issuer);
        }

        var codes = EntraCodes.Of(answer);
        var correlation = answer.TryGetProperty("correlation_id", out var id) && id.ValueKind is JsonValueKind.String ? $", correlation ID {id.GetString()}" : string.Empty;
        var code = codes.Count > 0 ? $"AADSTS{codes[0]}" : Text(answer, "error") ?? $"HTTP {(int)status}";
        return codes.Exists(SecretRefused.Contains)
            ? new(ProofVerdict.SecretRefused, $"{issuer} does not accept the new secret yet ({code}{correlation}).")
            : new(ProofVerdict.SaysNothing, $"{issuer} refused for another reason than the secret: {Explain(codes)}({code}{correlation}).");
    }

    private static string Explain(List<int> codes) => codes switch
    {
        _ when codes.Contains(7000112) => "the app is disabled ",
        _ when codes.Contains(700016) => "it does not know the app in this tenant ",
        _ when codes.Contains(90002) => "it does not know the tenant ",
        _ => string.Empty,
    };

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static ProofAnswer Unclear(HttpStatusCode status, string issuer) => (int)status >= 500 || status is HttpStatusCode.TooManyRequests
        ? new(ProofVerdict.Unreachable, $"{issuer} is busy or failed (HTTP {(int)status}).")
        : new(ProofVerdict.SaysNothing, $"{issuer} gave an answer that could not be read (HTTP {(int)status}).");
}
