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

    /// <summary>HMAC-SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="tenantId">Whose chain it is.</param>
    /// <param name="number">The record's place in the chain, from 1.</param>
    /// <param name="previous">The head before; empty for the first.</param>
    /// <param name="content">The record's JSON.</param>
    public string HeadOf(string tenantId, long number, string previous, string content) => Convert.ToHexStringLower(
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tenantId}\n{number}\n{previous}\n{content}"))));
}
