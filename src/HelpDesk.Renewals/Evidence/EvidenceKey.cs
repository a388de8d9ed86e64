using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HelpDesk.Renewals.Secrets;

namespace HelpDesk.Renewals.Evidence;

/// <summary>What seals records. Who has only the database cannot make one that fits.</summary>
/// <param name="id">Which key it is.</param>
/// <param name="value">32 random bytes, in base64.</param>
public sealed class EvidenceKey(Guid id, SecretText value)
{
    private const int Length = 32;

    private readonly byte[] _key = Convert.FromBase64String(value.Reveal());

    public Guid Id => id;

    public static SecretText NewValue() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));

    /// <summary>
    /// HMAC-SHA-256 in lower-case hexadecimal over the tenant ID, the link's number, the renewal's ID, the time of sealing (UTC,
    /// <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>), the head before and the record's JSON, each on a line of its own.
    /// </summary>
    public string HeadOf(string tenantId, EvidenceLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{tenantId}\n{link.Number}\n{link.RenewalId:D}\n{link.SealedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\n{link.Previous}\n{link.Content}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
    }
}
