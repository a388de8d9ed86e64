using HelpDesk.Benchmarks.Bots;
using HelpDesk.Benchmarks.Floor;

namespace HelpDesk.Benchmarks;

/// <summary>Something that answers activities, and whose cost per turn is measured.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Floor">The subject that does the same without a bot library; null for a floor itself.</param>
/// <param name="ServeAsync">Hosts it on a port until it is stopped.</param>
internal sealed record Subject(string Name, string? Floor, Func<int, Task> ServeAsync)
{
    public static IReadOnlyList<Subject> All { get; } =
    [
        new("floor", null, port => BareHost.RunAsync(port, FloorEndpoint.AddServices, app => app.MapFloor())),
        new("echo", "floor", port => BareHost.RunAsync(port, services => services.AddBenchmarkBot<EchoBot>(), app => app.MapBenchmarkBot())),
        new("floor-signature", null, port => BareHost.RunAsync(port, FloorEndpoint.AddServices, app => app.MapFloor(checksSignature: true))) { BearsToken = true },
        new("echo-token", "floor-signature", port => BareHost.RunAsync(port, services => services.AddChannelKeys().AddBenchmarkBot<EchoBot>(), app => app.MapBenchmarkBot())) { BearsToken = true },
        new("floor-card", null, port => BareHost.RunAsync(port, FloorEndpoint.AddServices, app => app.MapFloor(CardText.Json))),
        new("dialog", "floor-card", port => BareHost.RunAsync(port, services => services.AddMemoryState().AddBenchmarkBot<DialogBot>(), app => app.MapBenchmarkBot())),
        new("floor-help", null, port => BareHost.RunAsync(port, FloorEndpoint.AddServices, app => app.MapFloor(CardText.Help))),
        new("help", "floor-help", Product.RunAsync) { Says = "help" },
    ];

    /// <summary>What each message to it says.</summary>
    public string Says { get; init; } = "renew the secret, please";

    /// <summary>Whether each message bears the channel's token.</summary>
    public bool BearsToken { get; init; }

    /// <summary>Those that are named, by commas; null for all.</summary>
    public static IEnumerable<Subject> Choose(string? names) => names is null ? All : All.Where(s => names.Split(',').Contains(s.Name));

    public static Subject? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
