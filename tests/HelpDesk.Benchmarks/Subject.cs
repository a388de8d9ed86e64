using HelpDesk.Benchmarks.Bots;
using HelpDesk.Benchmarks.Floor;

namespace HelpDesk.Benchmarks;

/// <summary>Something that answers activities, and whose cost per turn is measured.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Floor">The subject that does the same without a bot library; null for a floor itself.</param>
/// <param name="AddServices">Registers what it needs.</param>
/// <param name="Map">Maps its endpoint.</param>
internal sealed record Subject(string Name, string? Floor, Action<IServiceCollection> AddServices, Action<WebApplication> Map)
{
    public static IReadOnlyList<Subject> All { get; } =
    [
        new("floor", null, FloorEndpoint.AddServices, app => app.MapFloor(card: false)),
        new("echo", "floor", services => services.AddBenchmarkBot<EchoBot>(), app => app.MapBenchmarkBot()),
        new("floor-card", null, FloorEndpoint.AddServices, app => app.MapFloor(card: true)),
        new("dialog", "floor-card", services => services.AddMemoryState().AddBenchmarkBot<DialogBot>(), app => app.MapBenchmarkBot()),
    ];

    public static Subject? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
