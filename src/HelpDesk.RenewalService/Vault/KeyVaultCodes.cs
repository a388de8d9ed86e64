using System.Text.Json;
using Azure;

namespace HelpDesk.RenewalService.Vault;

/// <summary>The codes in Key Vault's refusals. The inner one tells causes of one status apart, and the SDK does not read it.</summary>
/// <seealso href="https://learn.microsoft.com/azure/key-vault/general/rest-error-codes"/>
internal sealed record KeyVaultCodes(string? Outer, string? Inner)
{
    public const string NotFound = "SecretNotFound";
    public const string Disabled = "SecretDisabled";
    public const string Deleted = "ObjectIsDeletedButRecoverable";

    private static readonly KeyVaultCodes None = new(null, null);

    public static KeyVaultCodes Of(RequestFailedException refusal)
    {
        try
        {
            using var json = JsonDocument.Parse(refusal.GetRawResponse()?.Content ?? BinaryData.Empty);
            return Member(json.RootElement, "error") is { } error ? new(Code(error), Member(error, "innererror") is { } inner ? Code(inner) : null) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    private static string? Code(JsonElement error) => Member(error, "code") is { ValueKind: JsonValueKind.String } code ? code.GetString() : null;
}
