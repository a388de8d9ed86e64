using System.IO.MemoryMappedFiles;

namespace HelpDesk.Hosting;

/// <summary>
/// The sandbox's clock: real time plus an offset that the sandbox writes into a file of eight bytes (ticks of 100 ns,
/// little-endian), which every process maps. Moving the clock is therefore seen by all of them at once.
/// Timers and timestamps stay real, so that time-outs and retries behave as in production.
/// </summary>
internal sealed class SandboxClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _offset;

    public SandboxClock(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(stream, null, sizeof(long), MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _offset = _file.CreateViewAccessor(0, sizeof(long), MemoryMappedFileAccess.Read);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(_offset.ReadInt64(0));

    public void Dispose()
    {
        _offset.Dispose();
        _file.Dispose();
    }
}
