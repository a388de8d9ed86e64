using HelpDesk.Hosting;
using HelpDesk.Renewals.Contract;
using HelpDesk.RenewalService.Graph;
using HelpDesk.RenewalService.Proof;
using HelpDesk.RenewalService.Renewals;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Storage.Service;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz.Extensibility;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>What a test's host has of the usual.</summary>
internal sealed record HostPart
{
    public IReadOnlyList<ConfiguredRegistration> Registrations { get; init; } = Settings.Registrations;

    /// <summary>Settings beside the usual ones.</summary>
    public Func<SandboxHost, IEnumerable<(string Key, string Value)>> More { get; init; } = _ => [];

    /// <summary>Sees what leaves the service, and what comes back.</summary>
    public SecretWatch? Watch { get; init; }

    /// <summary>How long it waits for an answer of the other side; null for the times of production.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>The beats that it shares with other replicas; null for a host of its own.</summary>
    public Beats? Beats { get; init; }
}

/// <summary>The real host on Kestrel, with files of its own and the sandbox on the other side of TLS.</summary>
public sealed class ServiceHost : WebApplicationFactory<RenewalServiceHost>
{
    private readonly Dictionary<string, string> _settings;
    private readonly HostPart _part;
    private readonly LogLines _logs = new();
    private Ticks? _ticks;

    private ServiceHost(SandboxHost sandbox, string folder, HostPart part, (string Key, string Value)[] more)
    {
        (Folder, _part) = (folder, part);
        _settings = Settings.Of(sandbox, folder, part.Registrations);
        foreach (var (key, value) in part.More(sandbox).Concat(more))
        {
            _settings[key] = value;
        }

        UseKestrel(0);
    }

    public string Folder { get; }

    /// <summary>What went to Graph.</summary>
    public Outgoing ToGraph { get; } = new();

    internal IReadOnlyCollection<LogLine> Logs => _logs.All;

    /// <summary>Starts the host and lets the schedule's first beat pass, so that from then on it beats when a test says so.</summary>
    /// <param name="sandbox">The other side.</param>
    /// <param name="folder">For its files.</param>
    /// <param name="part">What of the usual it is to have.</param>
    /// <param name="more">Settings beside the usual ones.</param>
    internal static async Task<ServiceHost> StartAsync(SandboxHost sandbox, string folder, HostPart part, params (string Key, string Value)[] more)
    {
        var host = new ServiceHost(sandbox, folder, part, more);
        host.StartServer();
        host._ticks = Ticks.Of(host.Services.GetRequiredService<ISchedulerRepository>(), part.Beats ?? new Beats());
        await host.TickAsync();
        return host;
    }

    public Api NewApi() => new(CreateClient());

    /// <summary>Lets the schedule beat once.</summary>
    public Task BeatAsync() => _ticks!.OneAsync();

    /// <summary>From now on this replica carries out no beat: others do.</summary>
    public Task StandByAsync() => _ticks!.StandByAsync();

    /// <summary>Lets the schedule beat once and everything that it set off come to rest.</summary>
    public async Task TickAsync()
    {
        await BeatAsync();
        await RestAsync();
    }

    /// <summary>Waits until no renewal is queued or worked on any more and each registration was looked at after its renewal.</summary>
    public async Task RestAsync()
    {
        var queue = Services.GetRequiredService<RenewalQueue>();
        try
        {
            await Until.TrueAsync(async () => queue.Count == 0 && !await QueryAsync(c => c.Renewals.AnyAsync(r =>
                r.LeaseOwner != null
                || r.State == RenewalState.Claimed || r.State == RenewalState.Preflighted || r.State == RenewalState.Staged
                || !c.Registrations.Any(g => g.Id == r.RegistrationId && g.LastScannedAt > r.UpdatedAt))));
        }
        catch (OperationCanceledException e)
        {
            var renewals = await QueryAsync(c => c.Renewals.Select(r => $"{r.State}, lease {r.LeaseOwner}, updated {r.UpdatedAt:O}, due {r.DueAt:O}").ToListAsync());
            var scans = await QueryAsync(c => c.Registrations.Select(r => $"scanned {r.LastScannedAt:O}, next {r.NextScanAt:O}").ToListAsync());
            var logs = Logs.Where(l => l.Level >= LogLevel.Warning).TakeLast(10).Select(l => l.Text);
            throw new TimeoutException(string.Join('\n', [.. renewals, .. scans, .. logs]), e);
        }
    }

    /// <summary>Everything that happened is forgotten; the registrations stay and are due.</summary>
    public Task ForgetAsync() => QueryAsync(context => Forgetting.EverythingAsync(context, _part.Registrations));

    public async Task<T> QueryAsync<T>(Func<ServiceContext, Task<T>> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var context = await Services.GetRequiredService<IDbContextFactory<ServiceContext>>().CreateDbContextAsync();
        return await query(context);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment("Development");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            services.AddHttpClient(GraphDirectories.ClientName).AddHttpMessageHandler(ToGraph.NewHandler);
            if (_part.Watch is { } watch)
            {
                services.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(watch.NewHandler));
            }

            if (_part.Patience is { } patience)
            {
                foreach (var name in (string[])[GraphDirectories.ClientName, TokenProof.ClientName, MsalHttpClientFactory.ClientName])
                {
                    services.AddHttpClient(name).ConfigureHttpClient(client => client.Timeout = patience);
                }
            }
        });
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(_logs));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
        }
    }
}
