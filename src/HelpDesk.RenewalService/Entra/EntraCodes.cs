using System.Text.Json;

namespace HelpDesk.RenewalService.Entra;

/// <summary>The numbers in a token endpoint's refusal: <c>error_codes</c>.</summary>
internal static class EntraCodes
{
    public static List<int> Of(JsonElement answer) =>
        answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("error_codes", out var codes) && codes.ValueKind is JsonValueKind.Array
            ? [.. codes.EnumerateArray().Where(c => c.ValueKind is JsonValueKind.Number && c.TryGetInt32(out _)).Select(c => c.GetInt32())]
            : [];

    /// <summary>None for a body that is no JSON.</summary>
    public static List<int> Of(string? body)
    {
        if (string.IsNullOrEmpty(body))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return Of(json.RootElement);
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
