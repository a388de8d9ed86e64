using System.IO.MemoryMappedFiles;

namespace HelpDesk.Sandbox.Hosting;

/// <summary>
/// Real time plus an offset. The offset is written to a file of eight bytes (ticks of 100 ns, little-endian) that the hosts
/// map as well, so that moving the clock is seen by every process at once. Timers stay real.
/// </summary>
public sealed class SandboxClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _offset;
    private readonly Lock _gate = new();

    public SandboxClock(string path)
    {
        Path = path;
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(stream, null, sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _offset = _file.CreateViewAccessor(0, sizeof(long));

        // Each start tells the story anew, from today on.
        Reset();
    }

    public string Path { get; }

    public TimeSpan Offset => TimeSpan.FromTicks(_offset.ReadInt64(0));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            _offset.Write(0, checked(_offset.ReadInt64(0) + by.Ticks));
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _offset.Write(0, 0L);
        }
    }

    public void Dispose()
    {
        _offset.Dispose();
        _file.Dispose();
    }
}
