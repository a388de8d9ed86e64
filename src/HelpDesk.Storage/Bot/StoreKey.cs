using System.Security.Cryptography;
using System.Text;

namespace HelpDesk.Storage.Bot;

/// <summary>Makes keys of what channels call things. Their identifiers are opaque and may be longer than a database can index.</summary>
public static class StoreKey
{
    /// <summary>Fits the key columns, and PostgreSQL's index of 2704 bytes whatever the characters are.</summary>
    private const int Longest = 400;

    public static string Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length <= Longest ? key : $"sha256:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }
}
