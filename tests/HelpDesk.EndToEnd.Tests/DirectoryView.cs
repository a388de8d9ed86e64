using System.Text.Json;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>A password that the directory holds, and whether somebody obtained a token with it.</summary>
internal sealed record PasswordView(string Holder, Guid KeyId, DateTimeOffset End, bool HasToken);

/// <summary>What <c>GET /sandbox/state</c> tells of the customers' secrets.</summary>
internal sealed record DirectoryView(IReadOnlyList<PasswordView> Passwords)
{
    public IEnumerable<PasswordView> NewPasswords(DirectoryView before, string holder) =>
        Passwords.Where(p => p.Holder == holder && before.Passwords.All(b => b.KeyId != p.KeyId));

    public static DirectoryView Of(JsonElement state)
    {
        var tokens = state.GetProperty("calls").EnumerateArray()
            .Where(c => c.GetProperty("status").GetInt32() == 200 && c.GetProperty("area").GetString() is "identity" or "acs")
            .Select(c => c.TryGetProperty("effect", out var effect) ? effect.GetString() ?? "" : "")
            .ToList();
        var customers = state.GetProperty("tenants").EnumerateArray().Where(t => !t.GetProperty("isVendor").GetBoolean());
        return new(
        [
            .. from tenant in customers
               from kind in (string[])["applications", "servicePrincipals"]
               from holder in tenant.GetProperty(kind).EnumerateArray()
               from password in holder.GetProperty("passwords").EnumerateArray()
               let keyId = password.GetProperty("keyId").GetGuid()
               select new PasswordView(
                   holder.GetProperty("displayName").GetString()!,
                   keyId,
                   password.GetProperty("end").GetDateTimeOffset(),
                   tokens.Any(t => t.Contains(keyId.ToString(), StringComparison.OrdinalIgnoreCase))),
        ]);
    }
}
