using HelpDesk.Renewals.Contract;
using HelpDesk.RenewalService.Graph;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using HelpDesk.Storage.Service;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz.Extensibility;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>The real host on Kestrel, with files of its own and the sandbox on the other side of TLS.</summary>
public sealed class ServiceHost : WebApplicationFactory<RenewalServiceHost>
{
    private readonly Dictionary<string, string> _settings;
    private readonly LogLines _logs = new();
    private Ticks? _ticks;

    private ServiceHost(SandboxHost sandbox, string folder, (string Key, string Value)[] more)
    {
        Folder = folder;
        _settings = Settings.Of(sandbox, folder);
        foreach (var (key, value) in more)
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
    public static async Task<ServiceHost> StartAsync(SandboxHost sandbox, string folder, params (string Key, string Value)[] more)
    {
        var host = new ServiceHost(sandbox, folder, more);
        host.StartServer();
        host._ticks = Ticks.Of(host.Services.GetRequiredService<ISchedulerRepository>());
        await host.TickAsync();
        return host;
    }

    public Api NewApi() => new(CreateClient());

    /// <summary>Lets the schedule beat once and everything that it set off come to rest.</summary>
    public async Task TickAsync()
    {
        await _ticks!.OneAsync();
        await RestAsync();
    }

    /// <summary>Waits until no renewal is worked on any more and each registration was looked at after its renewal.</summary>
    public async Task RestAsync()
    {
        try
        {
            await Until.TrueAsync(async () => !await QueryAsync(c => c.Renewals.AnyAsync(r =>
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
    public Task ForgetAsync() => QueryAsync(async context =>
    {
        await context.Changes.ExecuteDeleteAsync();
        await context.Confirmations.ExecuteDeleteAsync();
        await context.CheckConfirmations.ExecuteDeleteAsync();
        await context.RenewalSteps.ExecuteDeleteAsync();
        await context.Renewals.ExecuteDeleteAsync();
        await context.Evidence.ExecuteDeleteAsync();
        // The key that seals the evidence stays: a running host has it in memory.
        await context.VaultEntries.Where(e => e.RegistrationId != Guid.Empty).ExecuteDeleteAsync();
        await context.Watchers.Where(w => w.PersonId != WorldIds.Contoso.Ada.ToString() && w.PersonId != WorldIds.Fabrikam.Hana.ToString()).ExecuteDeleteAsync();
        await context.Registrations.ExecuteDeleteAsync();
        foreach (var registration in Settings.Registrations)
        {
            context.Registrations.Add(new() { Id = registration.Id, DisplayName = registration.Name, TenantId = registration.Tenant, ClientId = registration.Client, SiteUrl = registration.Site });
        }

        return await context.SaveChangesAsync();
    });

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

        builder.ConfigureServices(services => services.AddHttpClient(GraphDirectories.ClientName).AddHttpMessageHandler(ToGraph.NewHandler));
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
