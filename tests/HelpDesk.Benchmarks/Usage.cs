using System.Globalization;

namespace HelpDesk.Benchmarks;

/// <summary>What a process has used since it started.</summary>
internal readonly record struct Usage(double CpuMilliseconds, long AllocatedBytes)
{
    /// <summary>Where a subject tells it.</summary>
    public const string Path = "/usage";

    public static Usage Read() => new(Environment.CpuUsage.TotalTime.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true));

    public static Usage Parse(string text)
    {
        var parts = text.Split(' ');
        return new Usage(double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public static Usage operator -(Usage later, Usage earlier) =>
        new(later.CpuMilliseconds - earlier.CpuMilliseconds, later.AllocatedBytes - earlier.AllocatedBytes);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CpuMilliseconds:F3} {AllocatedBytes}");
}
