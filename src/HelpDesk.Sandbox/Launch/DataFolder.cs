using System.Globalization;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Launch;

/// <summary>
/// What one start of the sandbox writes. Databases are thrown away at every start, because the story begins anew;
/// certificates and keys stay. The folder belongs to one sandbox at a time, and to nothing else.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string Marker = "made-by-helpdesk-sandbox";

    private readonly FileStream _claim;

    private DataFolder(string root, FileStream claim)
    {
        Root = root;
        _claim = claim;
    }

    public string Root { get; }

    public static DataFolder Open(string root)
    {
        try
        {
            var marker = Path.Combine(root, Marker);
            var isOurs = File.Exists(marker);
            if (!isOurs && Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
            {
                throw new LaunchException($"{root} holds something that is not the sandbox's, and a start deletes databases there. Give a new or an empty folder: --data DIR");
            }

            // The sandbox's own class makes it readable by its owner only.
            var folder = new SandboxFolder(root);
            if (!isOurs)
            {
                File.WriteAllText(marker, "The sandbox deletes the databases in this folder at every start.\n");
            }

            var result = new DataFolder(folder.Root, Claim(folder.Root));
            result.DeleteDatabases();
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LaunchException($"{root} can't be used for the sandbox's data: {e.Message}");
        }
    }

    /// <summary>One for each bot's port, so that several sandboxes can run.</summary>
    public static string Default(int port) => Path.Combine(Common, port.ToString(CultureInfo.InvariantCulture));

    /// <summary><c>.sandbox</c> beside the solution, or a folder under the user's application data when there is no solution.</summary>
    public static string Common => SourceTree.Root is { } root
        ? Path.Combine(root, ".sandbox")
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "HelpDesk.Sandbox");

    /// <summary>Leaves an empty folder for new ones. Nobody may have them open.</summary>
    public void DeleteDatabases()
    {
        if (Directory.Exists(Databases))
        {
            Directory.Delete(Databases, recursive: true);
        }

        Directory.CreateDirectory(Databases);
    }

    public string Database(string host) => Path.Combine(Databases, $"{host}.db");

    public string Keys(string host) => Directory.CreateDirectory(Path.Combine(Root, "keys", host)).FullName;

    public string Log(string program) => Path.Combine(Root, "logs", $"{program}.log");

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public void Dispose() => _claim.Dispose();

    private string Databases => Path.Combine(Root, "databases");

    private static FileStream Claim(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LaunchException($"Another sandbox uses {root}. End it, or give this one a folder of its own: --data DIR");
        }
    }
}
