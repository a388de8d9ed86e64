using System.Security.Cryptography;
using System.Text;

namespace HelpDesk.Sandbox.World;

/// <summary>A secret that cannot slip into a log, an exception or a JSON answer by accident.</summary>
public sealed class SecretValue(string text)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The first three characters, which the directory shows for ever.</summary>
    public string Hint => text[..3];

    public string Reveal() => text;

    /// <summary>What the symmetric keys of an add-in hold.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text);

    /// <summary>What the add-in's configuration holds.</summary>
    public string ToBase64() => Convert.ToBase64String(ToBytes());

    public bool Is(string candidate) => CryptographicOperations.FixedTimeEquals(ToBytes(), Encoding.UTF8.GetBytes(candidate));

    /// <summary>
    /// Forty characters in the manner of Entra. All four special characters are always there, so that code that forgets to
    /// encode them fails at once and not with one secret in ten.
    /// </summary>
    public static SecretValue Create()
    {
        var text = $"{Random(3)}8Q~{Random(8)}_{Random(8)}-{Random(8)}.{Random(7)}";
        return new SecretValue(text);
    }

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
