using System.Text;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>Looks for secrets where they must not be: in files, logs and texts, in any form that somebody could use.</summary>
internal static class Secrecy
{
    /// <summary>Settings with which a host logs all that it can.</summary>
    public static readonly (string Key, string Value)[] Talkative =
    [
        ("Logging:LogLevel:Default", "Trace"),
        ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
        ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"),
        ("Logging:LogLevel:System.Net.Http.HttpClient", "Trace"),
        ("Logging:LogLevel:Quartz", "Trace"),
    ];

    public static List<(string Where, byte[] Bytes)> FilesOf(string folder)
    {
        List<(string, byte[])> files = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(p => !p.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            files.Add((Path.GetFileName(path), bytes));
        }

        Assert.Contains(files, f => f.Item1 == "service.db");
        return files;
    }

    public static IEnumerable<(string Where, byte[] Bytes)> LogsOf(ServiceHost host) =>
        host.Logs.Select(l => ($"the log: {l.EventId}", Encoding.UTF8.GetBytes($"{l.Text} {l.Exception}")));

    public static void AssertAbsent(IReadOnlyList<string> secrets, IEnumerable<(string Where, byte[] Bytes)> places)
    {
        var forms = secrets.SelectMany(FormsOf).ToList();
        foreach (var (where, bytes) in places)
        {
            Assert.True(forms.TrueForAll(f => bytes.AsSpan().IndexOf(f) < 0), $"A secret is in {where}.");
        }
    }

    /// <summary>As it is, and in the base64 that HelpDesk's configuration holds, which JSON and addresses may write in their own way.</summary>
    private static IEnumerable<byte[]> FormsOf(string secret)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        string[] texts = [secret, base64, base64.Replace("+", @"\u002B", StringComparison.Ordinal), Uri.EscapeDataString(base64)];
        return texts.Distinct().Select(Encoding.UTF8.GetBytes).Append(Encoding.Unicode.GetBytes(secret));
    }
}
