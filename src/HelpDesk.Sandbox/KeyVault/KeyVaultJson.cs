using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>How Key Vault shows and takes secrets. Written from its reference pages; no type is shared with the code that reads it.</summary>
/// <seealso href="https://learn.microsoft.com/rest/api/keyvault/secrets"/>
internal static class KeyVaultJson
{
    /// <summary>Days for which a deleted secret can be recovered.</summary>
    public const int RecoverableDays = 90;

    // 25 KB: https://learn.microsoft.com/azure/key-vault/secrets/about-secrets
    private const int LongestValue = 25 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="vault">The vault's address with a slash at its end.</param>
    /// <param name="name">The secret's name.</param>
    /// <param name="version">What is shown.</param>
    /// <param name="withValue">In answers to get and set; not in lists and not after a change of properties.</param>
    /// <param name="purgeable">Whether a deleted secret can be purged.</param>
    public static JsonObject Of(string vault, string name, KeyVaultVersion version, bool withValue, bool purgeable)
    {
        var json = new JsonObject();
        if (withValue)
        {
            json["value"] = version.Value.Reveal();
        }

        if (version.ContentType is not null)
        {
            json["contentType"] = version.ContentType;
        }

        json["id"] = $"{vault}secrets/{name}/{version.Id}";
        json["attributes"] = Attributes(version, purgeable);
        json["tags"] = new JsonObject(version.Tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
        return json;
    }

    public static JsonObject OfDeleted(string vault, KeyVaultSecret secret, bool purgeable)
    {
        var json = Of(vault, secret.Name, secret.Latest, withValue: false, purgeable);
        json["recoveryId"] = $"{vault}deletedsecrets/{secret.Name}";
        json["deletedDate"] = secret.DeletedAt?.ToUnixTimeSeconds();
        json["scheduledPurgeDate"] = secret.DeletedAt?.AddDays(RecoverableDays).ToUnixTimeSeconds();
        return json;
    }

    /// <summary>The body of a set or an update, or why it is none.</summary>
    public static async Task<KeyVaultResult<JsonObject>> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, null, Strict, context.RequestAborted) is JsonObject body
                ? body
                : KeyVaultError.Bad("The request body must be a JSON object.");
        }
        catch (JsonException)
        {
            return KeyVaultError.Bad("The request body is not JSON.");
        }
    }

    public static KeyVaultResult<KeyVaultVersion> NewVersion(JsonObject body, DateTimeOffset now)
    {
        if (body["value"]?.GetValueKind() is not JsonValueKind.String || (string)body["value"]! is not { Length: > 0 and <= LongestValue } value)
        {
            return KeyVaultError.Bad($"The property value must be a string of 1 to {LongestValue} characters.");
        }

        return Changed(new() { Id = Guid.NewGuid().ToString("N"), Value = new SecretValue(value), Created = now, Updated = now }, body, now);
    }

    /// <summary>The version with the properties that the body has; what it leaves out stays.</summary>
    public static KeyVaultResult<KeyVaultVersion> Changed(KeyVaultVersion version, JsonObject body, DateTimeOffset now)
    {
        try
        {
            var attributes = body["attributes"];
            return version with
            {
                ContentType = (string?)body["contentType"] ?? version.ContentType,
                Enabled = (bool?)attributes?["enabled"] ?? version.Enabled,
                NotBefore = Time(attributes?["nbf"]) ?? version.NotBefore,
                Expires = Time(attributes?["exp"]) ?? version.Expires,
                Tags = body["tags"] is JsonObject tags ? tags.ToImmutableDictionary(t => t.Key, t => (string)t.Value!) : version.Tags,
                Updated = now,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            return KeyVaultError.Bad("A property of the request body has a wrong type.");
        }
    }

    private static JsonObject Attributes(KeyVaultVersion version, bool purgeable)
    {
        var json = new JsonObject { ["enabled"] = version.Enabled };
        if (version.NotBefore is { } from)
        {
            json["nbf"] = from.ToUnixTimeSeconds();
        }

        if (version.Expires is { } end)
        {
            json["exp"] = end.ToUnixTimeSeconds();
        }

        json["created"] = version.Created.ToUnixTimeSeconds();
        json["updated"] = version.Updated.ToUnixTimeSeconds();
        json["recoveryLevel"] = purgeable ? "Recoverable+Purgeable" : "Recoverable";
        json["recoverableDays"] = RecoverableDays;
        return json;
    }

    private static DateTimeOffset? Time(JsonNode? node) => node is null ? null : DateTimeOffset.FromUnixTimeSeconds((long)node);
}
