using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>
/// <c>keyCredentials</c> in a PATCH. The collection is replaced: what is left out is gone. What is sent back with a known
/// <c>keyId</c> must be as it was.
/// </summary>
public sealed class KeyCredentialPatch(CredentialHolder holder, Tenant tenant, SwitchValues switches, DateTimeOffset now)
{
    private static readonly string[] Types = [KeyCredential.Symmetric, KeyCredential.Certificate, "X509CertAndPassword"];

    /// <summary>The collection as it becomes, or why the request is refused as a whole.</summary>
    public GraphError? Read(JsonNode? value, out IReadOnlyList<KeyCredential> keys)
    {
        keys = [];
        if (value is not JsonArray entries || entries.Any(e => e is not JsonObject))
        {
            return GraphError.Bad("Invalid value specified for property 'keyCredentials' of resource.");
        }

        var result = new List<KeyCredential>();
        foreach (var entry in entries.Cast<JsonObject>())
        {
            var known = Guid.TryParse(Text(entry, "keyId"), out var keyId) ? holder.Keys.FirstOrDefault(k => k.KeyId == keyId) : null;
            var key = known;
            var refusal = known is null ? ReadNew(entry, keyId, out key) : RefusesChange(known, entry);
            if (refusal is not null)
            {
                return refusal;
            }

            if (result.Any(k => k.KeyId == key!.KeyId))
            {
                return GraphError.Bad($"The key credential {key!.KeyId} occurs more than once.");
            }

            result.Add(key!);
        }

        keys = result;
        return null;
    }

    private GraphError? RefusesChange(KeyCredential known, JsonObject entry)
    {
        var key = Text(entry, "key");
        var sameKey = key is null ? switches.NullKeyAccepted : TryDecode(key, out var bytes) && bytes.AsSpan().SequenceEqual(known.Key.Span);
        var same = sameKey
            && Same(entry, "type", known.Type)
            && Same(entry, "usage", known.Usage)
            && Same(entry, "displayName", known.DisplayName)
            && Same(entry, "customKeyIdentifier", known.CustomKeyIdentifier)
            && SameTime(entry, "startDateTime", known.Start)
            && SameTime(entry, "endDateTime", known.End);
        var message = $"Update to existing credential with KeyId '{known.KeyId}' is not allowed.";
        return same ? null : GraphError.Bad(message, new GraphErrorDetail("KeyNotUpdatable", "keyCredentials", message));
    }

    private GraphError? ReadNew(JsonObject entry, Guid keyId, out KeyCredential? key)
    {
        key = null;
        var type = Text(entry, "type");
        var usage = Text(entry, "usage");
        if (type is null || !Types.Contains(type) || usage is not ("Sign" or "Verify"))
        {
            return GraphError.Bad("Key credential must have a valid 'type' and 'usage'.", new GraphErrorDetail("InvalidKeyType", "keyCredentials", "type or usage"));
        }

        if (Text(entry, "key") is not { } text || !TryDecode(text, out var bytes) || bytes.Length == 0 || (type != KeyCredential.Symmetric && !IsCertificate(bytes)))
        {
            return GraphError.Bad("New key credential must have a valid 'key'.", new GraphErrorDetail("InvalidKeyValue", "keyCredentials", "key"));
        }

        if (!TryTime(entry, "startDateTime", now, out var start) || !TryTime(entry, "endDateTime", start.AddYears(2), out var end) || end <= start)
        {
            return GraphError.Bad("Key credential end date is invalid.", new GraphErrorDetail("KeyCredentialsInvalidEndDate", "keyCredentials", "endDateTime"));
        }

        key = new KeyCredential
        {
            KeyId = keyId == Guid.Empty ? Guid.NewGuid() : keyId,
            Type = type,
            Usage = usage,
            Key = bytes,
            DisplayName = Text(entry, "displayName"),
            CustomKeyIdentifier = Text(entry, "customKeyIdentifier"),
            Start = start,
            End = end,
            WrittenAt = now,
        };
        return AppPolicyCheck.RefusesKey(tenant, holder, key);
    }

    private static bool IsCertificate(byte[] bytes)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var decoded = Convert.TryFromBase64String(text, bytes, out var length);
        bytes = bytes[..length];
        return decoded;
    }

    private static bool Same(JsonObject entry, string name, string? expected) => !entry.ContainsKey(name) || Text(entry, name) == expected;

    private static bool SameTime(JsonObject entry, string name, DateTimeOffset expected) =>
        TryTime(entry, name, expected, out var time) && (time - expected).Duration() < TimeSpan.FromMilliseconds(1);

    internal static bool TryTime(JsonObject entry, string name, DateTimeOffset fallback, out DateTimeOffset time)
    {
        time = fallback;
        return entry[name] is null
            || DateTimeOffset.TryParse(Text(entry, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    internal static string? Text(JsonObject entry, string name) => entry[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
