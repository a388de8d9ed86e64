using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

/// <summary>An enum as its name. A name that only a newer service knows is read as "unknown" and never as a good state.</summary>
public abstract class TolerantEnum<T>(T unknown) : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { Length: > 0 } name
        && char.IsLetter(name[0])
        && Enum.TryParse<T>(name, ignoreCase: true, out var value)
        && Enum.IsDefined(value)
            ? value
            : unknown;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}

public sealed class RenewalStateJson() : TolerantEnum<RenewalState>(RenewalState.Unknown);

public sealed class OldSecretFateJson() : TolerantEnum<OldSecretFate>(OldSecretFate.Unknown);

public sealed class LeftoverKindJson() : TolerantEnum<LeftoverKind>(LeftoverKind.Unknown);

public sealed class SecretStatusJson() : TolerantEnum<SecretStatus>(SecretStatus.Unknown);

public sealed class CheckResultJson() : TolerantEnum<CheckResult>(CheckResult.CouldNotBeRead);

public sealed class AccountStateJson() : TolerantEnum<AccountState>(AccountState.Unknown);

public sealed class ChangeKindJson() : TolerantEnum<ChangeKind>(ChangeKind.Unknown);
