using System.Text;
using System.Text.RegularExpressions;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>Looks for secrets of the sandbox's apps, which all have one form: as they are, and in the base64 that HelpDesk's configuration holds.</summary>
internal static partial class SecretScan
{
    /// <summary>To be asked when the sandbox has ended. A program of it may still be ending, and hold the empty file that claims its database.</summary>
    public static void AssertAbsentIn(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(p => !p.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var text = new StreamReader(file, Encoding.Latin1);
            AssertAbsent(Path.GetFileName(path), text.ReadToEnd());
        }
    }

    public static void AssertAbsent(string where, string text) => Assert.False(IsIn(text), $"A secret is in {where}.");

    // In two bytes each the characters of a secret have a NUL between them; in JSON a plus sign may be escaped.
    public static bool IsIn(string text) => Secret().IsMatch(text.Replace("\0", "", StringComparison.Ordinal).Replace(@"\u002B", "+", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("[A-Za-z0-9]{3}8Q~[A-Za-z0-9]{8}_[A-Za-z0-9]{8}-[A-Za-z0-9]{8}[.][A-Za-z0-9]{7}|[A-Za-z0-9+/]{4}OFF[+][A-Za-z0-9+/]{46}==")]
    private static partial Regex Secret();
}
