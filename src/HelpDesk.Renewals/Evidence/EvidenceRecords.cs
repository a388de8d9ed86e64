using System.Text.Json;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Renewing;

namespace HelpDesk.Renewals.Evidence;

/// <summary>Makes the record of a renewal.</summary>
public static class EvidenceRecords
{
    /// <param name="renewal">The renewal as it stands.</param>
    /// <param name="appName">The registration's name.</param>
    /// <param name="clientId">The registration's client ID.</param>
    /// <param name="steps">The whole journal.</param>
    public static string Json(RenewalRecord renewal, string appName, string clientId, IReadOnlyList<EvidenceStep> steps)
    {
        ArgumentNullException.ThrowIfNull(renewal);
        return JsonSerializer.Serialize(
            new()
            {
                RenewalId = renewal.Id,
                RegistrationId = renewal.RegistrationId,
                TenantId = renewal.TenantId,
                AppName = appName,
                ClientId = clientId,
                Strategy = renewal.Strategy,
                WrittenTo = renewal.Target?.Address,
                State = renewal.State,
                Cause = renewal.Cause,
                ConfirmedBy = new(renewal.StartedBy.Id, renewal.StartedBy.Name, renewal.Facts.Login, renewal.Facts.Role),
                StartedAt = renewal.StartedAt,
                UpdatedAt = renewal.UpdatedAt,
                NewKeyId = renewal.NewKeyId,
                NewSecretExpires = renewal.NewSecretExpires,
                OldKeyId = renewal.OldKeyId,
                OldSecretExpires = renewal.OldSecretExpires,
                OldSecretFate = renewal.OldSecretFate,
                OrphanKeyId = renewal.OrphanKeyId,
                CredentialsBefore = renewal.Facts.Before,
                CredentialsAfter = renewal.Facts.After,
                Checks = renewal.Facts.Checks,
                ProofAttempts = renewal.ProofAttempts,
                Steps = steps,
                Calls = renewal.Facts.Calls,
            },
            ContractJson.Default.EvidenceRecord);
    }
}
