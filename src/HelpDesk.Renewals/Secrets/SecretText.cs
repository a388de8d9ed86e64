using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Secrets;

/// <summary>
/// A secret value. It leaves this object only through the members that say <c>Reveal</c>; printing it prints no value, and
/// serialising it is refused. So a secret cannot reach a log, an exception or an answer by accident.
/// </summary>
[DebuggerDisplay("(secret)")]
[JsonConverter(typeof(RefuseToSerialize))]
public sealed class SecretText : IEquatable<SecretText>
{
    private readonly string _value;

    public SecretText(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The value as the directory gave it.</summary>
    public string Reveal() => _value;

    /// <summary>The bytes that go into a symmetric key: UTF-8 of the value.</summary>
    public byte[] RevealBytes() => Encoding.UTF8.GetBytes(_value);

    /// <summary>The form that the add-in reads from its configuration: standard base64 of the UTF-8 bytes.</summary>
    public string RevealBase64() => Convert.ToBase64String(RevealBytes());

    /// <summary>The opposite of <see cref="RevealBase64"/>.</summary>
    public static SecretText FromBase64(string base64) => new(Encoding.UTF8.GetString(Convert.FromBase64String(base64)));

    public bool Equals(SecretText? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SecretText);

    public override int GetHashCode() => 0; // A hash of a secret in a dump or a log would help to guess it.

    public override string ToString() => "(secret)";

    private sealed class RefuseToSerialize : JsonConverter<SecretText>
    {
        public override SecretText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is not read from JSON.");

        public override void Write(Utf8JsonWriter writer, SecretText value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is not written to JSON.");
    }
}
