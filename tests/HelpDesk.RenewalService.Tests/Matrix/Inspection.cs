using System.Text.Json.Nodes;
using HelpDesk.Renewals.Rotation;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Matrix;

/// <summary>Holds what the service says of an app's renewals against the directory, the vault and the tokens that were issued.</summary>
internal sealed class Inspection(Subject subject, VaultInSight vault, CallLog calls, TimeProvider clock)
{
    private readonly List<string> _wrong = [];

    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>What has to be so whenever nobody works on a renewal.</summary>
    /// <param name="renewals">The app's renewals, newest first.</param>
    /// <param name="when">The moment, for the report.</param>
    public async Task AtRestAsync(JsonArray renewals, string when)
    {
        var before = _wrong.Count;
        OldIsKept();
        PairsHaveTheirPasswords(renewals);
        Expect(subject.NewPasswords.Count <= 1, $"{subject.NewPasswords.Count} new passwords are there at once");
        foreach (var password in subject.NewPasswords)
        {
            Expect(renewals.Any(r => Knows(r!, password.KeyId)), $"nobody knows of the password {password.DisplayName}");
        }

        foreach (var renewal in renewals)
        {
            SaysNothingUntrue(renewal!);
        }

        await VaultFitsAsync(renewals);
        Mark(before, $"{when}, {Describe(renewals)}");
    }

    /// <summary>What has to be so once everybody has done their part and the old secret has been cleaned up.</summary>
    public async Task WhenAllIsOverAsync(JsonArray renewals)
    {
        await AtTheEndAsync(renewals);
        var before = _wrong.Count;
        var latest = renewals.FirstOrDefault();
        Expect((string?)latest?["state"] is "Retired" && (string?)latest["oldSecretFate"] is "Removed", $"the old secret is not retired and removed but {latest?["oldSecretFate"]}");
        Expect(subject.Holder.Passwords.All(p => p.KeyId != subject.Old.KeyId), "the old secret is still there");
        Expect(!subject.Holder.Keys.Any(subject.IsOfOld), "a key of the old secret is still there");
        Expect(await vault.ReadAsync(subject.Registration, VaultNames.SecondaryClientSecret) is null, "the vault still offers the old secret");
        Mark(before, $"when all is over, {Describe(renewals)}");
    }

    /// <summary>What has to be so once everybody has done their part.</summary>
    public async Task AtTheEndAsync(JsonArray renewals)
    {
        await AtRestAsync(renewals, "at the end");
        var before = _wrong.Count;
        var latest = renewals.FirstOrDefault();
        Expect((string?)latest?["state"] is "Proven" or "Retired", "it is not proven");
        Expect(subject.NewPasswords.Count == 1, $"there are {subject.NewPasswords.Count} new passwords and not one");
        Expect(subject.NewKeys.Count == (subject.NeedsKeyPair ? 2 : 0), $"there are {subject.NewKeys.Count} new keys");
        Expect(renewals.All(r => r!["orphanKeyId"] is null), "an orphan is still named");
        Mark(before, $"at the end, {Describe(renewals)}");
    }

    public void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            _wrong.Add(otherwise);
        }
    }

    private bool OldIsOver => clock.GetUtcNow() >= subject.OldIsOver;

    private void OldIsKept()
    {
        foreach (var password in subject.Passwords.Where(p => !(OldIsOver && p == subject.Old)))
        {
            Expect(subject.Holder.Passwords.Contains(password), $"the old password {password.KeyId} is gone or changed");
        }

        foreach (var key in subject.Keys.Where(k => !(OldIsOver && subject.IsOfOld(k))))
        {
            Expect(subject.Holder.Keys.Contains(key), $"the old key {key.KeyId} is gone or changed");
        }
    }

    private void PairsHaveTheirPasswords(JsonArray renewals)
    {
        if (IsTakenBackHalfway(renewals))
        {
            // The password goes first, and the next sign-in takes the keys away.
            return;
        }

        Expect(subject.NewKeys.Count is 0 or 2, $"{subject.NewKeys.Count} new keys are no pair");
        foreach (var key in subject.NewKeys)
        {
            Expect(subject.NewPasswords.Any(p => key.Key.Span.SequenceEqual(p.Secret.ToBytes())), $"the new key {key.KeyId} has no password");
        }
    }

    private static bool IsTakenBackHalfway(JsonArray renewals) =>
        renewals.FirstOrDefault() is { } latest && (string?)latest["state"] is "NeedsSignIn" && ((string?)latest["cause"])?.Contains("was taken back", StringComparison.Ordinal) is true;

    private static bool Knows(JsonNode renewal, Guid keyId) =>
        (Is(renewal["newKeyId"], keyId) && (string?)renewal["state"] is "NeedsSignIn" or "Delivered" or "Propagating" or "Proven" or "Retired" or "NeedsPerson")
        || Is(renewal["orphanKeyId"], keyId);

    private void SaysNothingUntrue(JsonNode renewal)
    {
        var own = subject.NewPasswords.Where(p => p.DisplayName == OperationName.Of((Guid)renewal["id"]!)).ToList();
        var steps = renewal["steps"]!.AsArray().Select(s => (State: (string)s!["state"]!, Evidence: (string)s["evidence"]!)).ToList();
        var said = string.Join(' ', steps.TakeLast(1).Select(s => s.Evidence).Append((string?)renewal["cause"]));
        var newKey = (Guid?)renewal["newKeyId"];
        Expect(own.Count == 0 || !(said.Contains("Nothing was written", StringComparison.Ordinal) || said.Contains("shows no new password", StringComparison.Ordinal)), $"it says '{said}', but wrote {own.Count}");
        Expect(own.Count == 0 || (string?)renewal["state"] is not "RolledBack", "it says that it was rolled back, and its password is there");
        Expect(!said.Contains("was removed again", StringComparison.Ordinal) || subject.Holder.Passwords.All(p => p.KeyId != newKey), "it says 'removed', and it is there");
        Expect(
            !steps.Exists(s => s.State is "Proven") || calls.Calls.Any(c => c.Status == 200 && c.Effect?.EndsWith($"with secret {newKey}", StringComparison.Ordinal) is true),
            "it says 'proven', and no token was issued for its secret");
        Expect((string?)renewal["state"] is "NeedsSignIn" or "NeedsPerson" or "RolledBack" ? ((string?)renewal["cause"])?.Length > 20 : true, "it does not say why");
    }

    private async Task VaultFitsAsync(JsonArray renewals)
    {
        var given = await vault.ReadAsync(subject.Registration, VaultNames.ClientSecret);
        Expect(given is null || IsInTheDirectory(given), $"the vault gives HelpDesk {given?.KeyId}, which does not work in the directory");
        var delivered = renewals.FirstOrDefault(r => r!["steps"]!.AsArray().Any(s => (string?)s!["state"] is "Delivered"));
        Expect(delivered is null || given?.KeyId == (Guid?)delivered["newKeyId"], "it says 'delivered', and the vault gives another value or none");
        Expect(
            given is null || subject.NewPasswords.All(p => p.KeyId != given.KeyId) || Is(delivered?["newKeyId"], given.KeyId!.Value),
            "the vault gives a new value of which no renewal says that it was delivered");

        var secondary = await vault.ReadAsync(subject.Registration, VaultNames.SecondaryClientSecret);
        Expect(
            OldIsOver || (string?)delivered?["state"] is not ("Delivered" or "Propagating" or "Proven") || secondary?.KeyId == subject.Old.KeyId,
            "it was delivered, and the vault does not offer the old secret beside the new one");

        var pending = await vault.ReadAsync(subject.Registration, VaultNames.PendingClientSecret);
        Expect(
            pending is null || IsTakenBackHalfway(renewals) || ((string?)renewals.FirstOrDefault()?["state"] is "NeedsSignIn" && IsInTheDirectory(pending)),
            "the vault keeps a value for a renewal that does not wait for it");
    }

    private bool IsInTheDirectory(VaultSecret given) =>
        subject.Holder.Passwords.Any(p => p.KeyId == given.KeyId && p.Secret.Is(given.Secret.Reveal()));

    private void Mark(int from, string when)
    {
        for (var i = from; i < _wrong.Count; i++)
        {
            _wrong[i] = $"{when}: {_wrong[i]}";
        }
    }

    private static string Describe(JsonArray renewals) => string.Join("; ", renewals.Select(r => $"{r!["state"]} ({r["cause"]})"));

    private static bool Is(JsonNode? value, Guid keyId) => (Guid?)value == keyId;
}
