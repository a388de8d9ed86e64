using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.Storage.Service;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Storage.Tests.Service;

/// <summary>The service's stores on a SQLite file of their own.</summary>
public abstract class ServiceDatabase : IAsyncLifetime
{
    protected const string Tenant = "0c0c0c0c-0000-4000-8000-000000000001";
    protected const string OtherTenant = "0c0c0c0c-0000-4000-8000-000000000002";

    protected static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    protected static readonly Actor Ada = new("ada", "Ada Lindqvist");
    protected static readonly Actor Farid = new("farid", "Farid Haddad");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-service-");
    private ServiceProvider? _services;

    internal FakeTimeProvider Time { get; } = new(Start);

    internal OneKey Keys { get; } = new();

    internal IRegistrations Registrations => Get<IRegistrations>();

    internal IRenewals Renewals => Get<IRenewals>();

    internal IChangeFeed Feed => Get<IChangeFeed>();

    protected Registration HelpDesk { get; } = new()
    {
        Id = Guid.NewGuid(),
        DisplayName = "HelpDesk",
        TenantId = Tenant,
        ClientId = "0d0d0d0d-0000-4000-8000-000000000001",
        SiteUrl = "https://contoso.sharepoint.com",
    };

    protected string DatabaseFile => Path.Combine(_folder.FullName, "service.db");

    public async Task InitializeAsync()
    {
        _services = Build();
        await _services.MigrateServiceStorageAsync();
        await Registrations.UpsertAsync(HelpDesk, ["ada"], default);
    }

    public async Task DisposeAsync()
    {
        await _services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>As another process would see it.</summary>
    protected ServiceProvider Build(TimeProvider? time = null) => new ServiceCollection()
        .AddSingleton(time ?? Time)
        .AddSingleton<IEvidenceKeys>(Keys)
        .AddServiceStorage(_ => new DatabaseLocation(DatabaseProvider.Sqlite, $"Data Source={DatabaseFile}"))
        .BuildServiceProvider();

    protected T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    protected ClaimRequest Confirmation(Actor person, Guid? key = null) => new()
    {
        RegistrationId = HelpDesk.Id,
        TenantId = Tenant,
        Strategy = RotationStrategy.EntraApplication,
        Person = person,
        IdempotencyKey = key ?? Guid.NewGuid(),
    };

    protected async Task<RenewalRecord> MoveAsync(RenewalRecord record, RenewalState state, string owner = "me") =>
        await Renewals.SaveAsync(record with { State = state, UpdatedAt = Time.GetUtcNow() }, new(state, true, Ada, $"Now {state}."), owner, TimeSpan.FromMinutes(5), default);
}
