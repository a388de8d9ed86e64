using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.Matrix;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.RenewalService.Vault;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Vaults;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.KeyVault;
using HelpDesk.Sandbox.World;
using HelpDesk.Storage;
using HelpDesk.Storage.Service;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Crashes;

/// <summary>A sandbox here and the service as a real process, which can be killed; the service's files are read and emptied from here.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ConfiguredRegistration _registration;
    private readonly SandboxClients _clients;
    private readonly ServiceProvider _files;
    private readonly Tokens _tokens;
    private readonly SecretWatch _watch;

    private CrashWorld(SandboxHost sandbox, string folder, ConfiguredRegistration registration, bool keyVault)
    {
        (Sandbox, _folder, _registration) = (sandbox, folder, registration);
        _clients = SandboxClients.Of(sandbox);
        _tokens = new(sandbox, _clients.New);
        _watch = new(sandbox);
        Process = new(sandbox, folder, [_registration], _clients.New(), keyVault ? KeyVaultSettings.Of(sandbox.Addresses.Https) : []);
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(sandbox.Clock);
        services.AddServiceStorage(_ => new DatabaseLocation(DatabaseProvider.Sqlite, $"Data Source={folder}/service.db"));
        services.AddDataProtection().SetApplicationName("HelpDesk.RenewalService").PersistKeysToFileSystem(new($"{folder}/keys"));
        services.AddSingleton<ISecretVault, EmbeddedVault>();
        _files = services.BuildServiceProvider();
        Vault = keyVault ? VaultInSight.Of(sandbox.Services.GetRequiredService<KeyVaultStore>()) : VaultInSight.Of(_files.GetRequiredService<ISecretVault>());
    }

    public SandboxHost Sandbox { get; }

    public ServiceProcess Process { get; }

    public VaultInSight Vault { get; }

    public IReadOnlyList<HeldCall> Held => Sandbox.Services.GetRequiredService<HeldCalls>().Now;

    public static async Task<CrashWorld> StartAsync(RotationStrategy strategy, bool keyVault)
    {
        var folder = Directory.CreateTempSubdirectory("renewal-crash-").FullName;
        var sandbox = await SandboxHost.StartAsync(new SandboxSettings { DataFolder = Path.Combine(folder, "sandbox"), Ports = SandboxPorts.Free });
        var world = new CrashWorld(sandbox, folder, Subject.RegistrationOf(strategy), keyVault);
        await world._tokens.OfBotAsync();
        await world.StartProcessAsync();
        return world;
    }

    /// <summary>The process runs, and knows the keys by which tokens are signed: that it fetches them once is no part of a renewal.</summary>
    public async Task StartProcessAsync()
    {
        await Process.StartAsync();
        (await Process.Api.GetAsync("/v1/me", await _tokens.OfAsync(WorldIds.Contoso.Ada))).Good();
    }

    /// <summary>The beginning of the story, with the app as the strategy needs it, looked at once.</summary>
    public async Task<Subject> StartOverAsync(RotationStrategy strategy)
    {
        Sandbox.Clock.Reset();
        Sandbox.World.Reset();
        var switches = Sandbox.Services.GetRequiredService<SandboxSwitches>();
        switches.Values = switches.Values with { EntraReplication = TimeSpan.Zero };
        var subject = Subject.Arrange(Sandbox, strategy);
        await QueryAsync(context => Forgetting.EverythingAsync(context, [_registration]));
        await Until.TrueAsync(() => QueryAsync(context => context.Registrations.AllAsync(r => r.LastScannedAt != null)), Crash.Patience);
        await subject.GiveOldAsync(Vault);
        Sandbox.Calls.Clear();
        return subject;
    }

    public void Hold(Fault fault) => Sandbox.Services.GetRequiredService<FaultList>().Add(fault);

    public async Task<Answer> ConfirmAsync(Subject subject) => await Process.Api.RenewAsync(subject.Registration, await _tokens.OfAsync(WorldIds.Contoso.Ada));

    public async Task<Answer> CleanUpAsync(Subject subject) =>
        await Process.Api.PostAsync($"/v1/registrations/{subject.Registration}/clean-ups", await _tokens.OfAsync(WorldIds.Contoso.Ada));

    /// <summary>The app's renewals, newest first, as the bot sees them.</summary>
    public async Task<JsonArray> RenewalsAsync(Subject subject) => (await Process.Api.GetAsync(
        $"{Routes.OfPerson(WorldIds.Contoso.Tenant, WorldIds.Contoso.Ada)}/registrations/{subject.Registration}/renewals", await _tokens.OfBotAsync())).Good(HttpStatusCode.OK).AsArray();

    /// <summary>Reads or changes the service's database, beside the process.</summary>
    public async Task<T> QueryAsync<T>(Func<ServiceContext, Task<T>> query)
    {
        await using var context = await _files.GetRequiredService<IDbContextFactory<ServiceContext>>().CreateDbContextAsync();
        return await query(context);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _watch.Stop();
        await Sandbox.DisposeAsync();
        await _clients.DisposeAsync();
        await _files.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _watch.AssertFilesKept(_folder);
        Directory.Delete(_folder, recursive: true);
    }
}
