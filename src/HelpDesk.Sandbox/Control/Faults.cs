using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Control;

public enum FaultKind
{
    /// <summary>The answer comes late.</summary>
    Delay,

    /// <summary>An error status instead of an answer; nothing happens.</summary>
    Status,

    /// <summary>The connection breaks; nothing happens.</summary>
    Reset,

    /// <summary>It happens, and the connection breaks before the answer arrives.</summary>
    LostAnswer,

    /// <summary>It happens, and only half of the answer arrives.</summary>
    Malformed,

    /// <summary>It happens, and the connection breaks in the middle of the answer.</summary>
    Broken,

    /// <summary>A gateway's page instead of an answer (502, text/html); nothing happens.</summary>
    Page,

    /// <summary>Nothing happens until the call is released; when its client has gone away by then, it never does.</summary>
    HoldBefore,

    /// <summary>It happens, and the answer is kept back until the call is released or its client has gone away.</summary>
    HoldAfter,
}

/// <summary>Something that goes wrong on the next matching calls.</summary>
public sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>Null matches every area.</summary>
    public Area? Area { get; init; }

    /// <summary>Path with <c>*</c> for anything; null matches every path.</summary>
    public string? Path { get; init; }

    public string? Method { get; init; }

    public TimeSpan? Delay { get; init; }

    public int Status { get; init; } = StatusCodes.Status503ServiceUnavailable;

    /// <summary>Seconds or an HTTP date, as given.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Body of a status fault; null gives the area's usual error.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>How many matching calls it lets pass before the first that it hits.</summary>
    public int Skip { get; init; }

    /// <summary>How many calls it still hits.</summary>
    public int Count { get; init; } = 1;

    public bool Matches(Area area, string method, string path) =>
        (Area is null || Area == area)
        && (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || Regex.IsMatch(path, $"^{Regex.Escape(Path).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase));
}

/// <summary>The faults that wait for their calls.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    public FaultList(SandboxWorld world) => world.WasReset += (_, _) => Clear();

    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>The first fault for this call; it counts as used. Every fault before it that matches lets the call pass once.</summary>
    public Fault? Take(Area area, string method, string path)
    {
        lock (_gate)
        {
            for (var i = 0; i < _faults.Count; i++)
            {
                var fault = _faults[i];
                if (!fault.Matches(area, method, path))
                {
                    continue;
                }

                if (fault.Skip == 0)
                {
                    Use(i);
                    return fault;
                }

                _faults[i] = fault with { Skip = fault.Skip - 1 };
            }

            return null;
        }
    }

    private void Use(int index)
    {
        if (_faults[index].Count > 1)
        {
            _faults[index] = _faults[index] with { Count = _faults[index].Count - 1 };
        }
        else
        {
            _faults.RemoveAt(index);
        }
    }
}
