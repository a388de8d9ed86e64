using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Storage.Service;

/// <summary>Between the table and the domain's record.</summary>
internal static class RenewalRows
{
    public static RenewalRecord ToRecord(RenewalRow row, IEnumerable<RenewalStepRow> steps) => new()
    {
        Id = row.Id,
        RegistrationId = row.RegistrationId,
        TenantId = row.TenantId,
        Strategy = row.Strategy,
        State = row.State,
        StartedBy = new(row.StartedById, row.StartedByName),
        StartedAt = row.StartedAt,
        UpdatedAt = row.UpdatedAt,
        Target = row is { Holder: { } holder, HolderObjectId: { } objectId } ? new(holder, objectId) : null,
        Intent = row.Intent,
        NewKeyId = row.NewKeyId,
        NewSecretStarts = row.NewSecretStarts,
        NewSecretExpires = row.NewSecretExpires,
        OldKeyId = row.OldKeyId,
        OldSecretExpires = row.OldSecretExpires,
        OldSecretInVault = row.OldSecretInVault,
        OldSecretFate = row.OldSecretFate,
        OrphanKeyId = row.OrphanKeyId,
        Facts = FactsOf(row),
        EvidenceNumber = row.EvidenceNumber,
        EvidenceHead = row.EvidenceHead,
        ProofExpectedAt = row.ProofExpectedAt,
        ProofAttempts = row.ProofAttempts,
        DueAt = row.DueAt,
        Cause = row.Cause,
        Steps = [.. steps.Select(ToContract)],
        Version = row.Version,
    };

    public static void Take(RenewalRow row, RenewalRecord record)
    {
        row.Strategy = record.Strategy;
        row.State = record.State;
        row.IsActive = RenewalTransitions.IsActive(record.State);
        row.UpdatedAt = record.UpdatedAt;
        row.Holder = record.Target?.Holder;
        row.HolderObjectId = record.Target?.ObjectId;
        row.Intent = record.Intent;
        row.NewKeyId = record.NewKeyId;
        row.NewSecretStarts = record.NewSecretStarts;
        row.NewSecretExpires = record.NewSecretExpires;
        row.OldKeyId = record.OldKeyId;
        row.OldSecretExpires = record.OldSecretExpires;
        row.OldSecretInVault = record.OldSecretInVault;
        row.OldSecretFate = record.OldSecretFate;
        row.OrphanKeyId = record.OrphanKeyId;
        row.Facts = Json(record.Facts);
        row.ProofExpectedAt = record.ProofExpectedAt;
        row.ProofAttempts = record.ProofAttempts;
        row.DueAt = record.DueAt;
        row.Cause = record.Cause;
        row.Version = record.Version + 1;
    }

    public static RenewalFacts FactsOf(RenewalRow row) => row.Facts is null ? RenewalFacts.None : JsonSerializer.Deserialize(row.Facts, FactsJson.Default.RenewalFacts)!;

    public static string Json(RenewalFacts facts) => JsonSerializer.Serialize(facts, FactsJson.Default.RenewalFacts);

    public static EvidenceStep ToEvidence(RenewalStepRow row) => new(row.Number, row.State, row.IsTransition, row.At, row.ActorId, row.ActorName, row.Evidence);

    public static RenewalStepRow Step(RenewalRow row, JournalEntry entry) => new()
    {
        RenewalId = row.Id,
        Number = row.Version,
        State = entry.State,
        IsTransition = entry.IsTransition,
        At = row.UpdatedAt,
        ActorId = entry.By.Id,
        ActorName = entry.By.Name,
        Evidence = entry.Evidence,
    };

    public static RenewalStep ToContract(RenewalStepRow row) => new() { State = row.State, At = row.At, Evidence = row.Evidence };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RenewalFacts))]
internal sealed partial class FactsJson : JsonSerializerContext;
