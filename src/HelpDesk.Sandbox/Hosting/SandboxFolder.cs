namespace HelpDesk.Sandbox.Hosting;

/// <summary>The files that the sandbox keeps; the folder is readable by its owner only, because private keys are in it.</summary>
public sealed class SandboxFolder
{
    public SandboxFolder(string path)
    {
        Root = System.IO.Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Root { get; }

    /// <summary>The root certificate that clients trust.</summary>
    public string TrustedRoot => File("root.pem");

    public string Clock => File("clock");

    public string File(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a private file completely or not at all: a half-written key would break every later start.</summary>
    public void Write(string name, string text)
    {
        var path = File(name);
        var part = $"{path}.{Environment.ProcessId}.part";
        System.IO.File.WriteAllText(part, text);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        System.IO.File.Move(part, path, overwrite: true);
    }
}
