using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Renewals.Contract;

/// <summary>The JSON of the renewal service's API: camelCase, enums as their names, nulls left out, times in ISO 8601 UTC.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<Leftover>))]
[JsonSerializable(typeof(CleanUpResult))]
[JsonSerializable(typeof(EvidenceRecord))]
[JsonSerializable(typeof(SealedEvidence))]
[JsonSerializable(typeof(EvidenceVerification))]
[JsonSerializable(typeof(IReadOnlyList<RegistrationStatus>))]
[JsonSerializable(typeof(IReadOnlyList<Candidate>))]
[JsonSerializable(typeof(IReadOnlyList<Renewal>))]
[JsonSerializable(typeof(Checklist))]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(SignedInAdmin))]
[JsonSerializable(typeof(AccountPresence))]
public sealed partial class ContractJson : JsonSerializerContext;
