namespace HelpDesk.RenewalService.Tests.World;

/// <summary>Two replicas of the service: one PostgreSQL database of their own, and one folder of keys.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly Beats _beats = new();
    private readonly ServiceWorld _world;
    private readonly string _folder;
    private readonly string _connectionString;
    private readonly (string Key, string Value)[] _shared;

    private Replicas(ServiceWorld world, string connectionString)
    {
        _world = world;
        _folder = world.NewFolder();
        _connectionString = connectionString;
        _shared = [("RenewalService:Database:Provider", "PostgreSql"), ("RenewalService:Database:ConnectionString", connectionString)];
    }

    public ServiceHost First { get; private set; } = null!;

    public ServiceHost Second { get; private set; } = null!;

    /// <summary>Both at once on the empty database.</summary>
    public static async Task<Replicas> StartAsync(ServiceWorld world)
    {
        Skip.If(PostgresServer.Instance is null, PostgresServer.Missing);
        var replicas = new Replicas(world, await PostgresServer.Instance.CreateDatabaseAsync());
        var hosts = await Task.WhenAll(Task.Run(replicas.StartOneMoreAsync), Task.Run(replicas.StartOneMoreAsync));
        (replicas.First, replicas.Second) = (hosts[0], hosts[1]);
        return replicas;
    }

    /// <summary>One more in a process of its own, which a test can kill. The beats are the others'.</summary>
    public ServiceProcess NewProcess() => new(
        _world.Sandbox, _folder, Settings.Registrations, _world.NewSandboxClient(), [.. _shared, ("RenewalService:Watch:Tick", "01:00:00")]);

    /// <summary>The caller ends it.</summary>
    public Task<ServiceHost> StartOneMoreAsync() => ServiceHost.StartAsync(_world.Sandbox, _folder, new HostPart { Beats = _beats }, _shared);

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await PostgresServer.Instance!.DropDatabaseAsync(_connectionString);
    }
}
