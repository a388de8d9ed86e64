using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Evidence;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.Storage.Service;

/// <summary>Registers the renewal service's model and its stores.</summary>
public static class ServiceStorage
{
    /// <param name="services">Where to register.</param>
    /// <param name="database">Asked for when a store is first used: by then the host has checked its configuration.</param>
    public static IServiceCollection AddServiceStorage(this IServiceCollection services, Func<IServiceProvider, DatabaseLocation> database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(database);
        services.AddPooledDbContextFactory<SqliteServiceContext>((provider, options) => options.UseSqlite(Connection(provider)));
        services.AddPooledDbContextFactory<PostgresServiceContext>((provider, options) => options.UseNpgsql(Connection(provider)));
        services.TryAddSingleton<IDbContextFactory<ServiceContext>, ContextFactory>();
        services.TryAddSingleton<IRegistrations, Registrations>();
        services.TryAddSingleton<EvidenceChain>();
        services.TryAddSingleton<IEvidenceChain>(provider => provider.GetRequiredService<EvidenceChain>());
        services.TryAddSingleton<Renewals>();
        services.TryAddSingleton<IRenewals>(provider => provider.GetRequiredService<Renewals>());
        services.TryAddSingleton<IChangeFeed, ChangeFeed>();
        services.TryAddSingleton<ICheckConfirmations, CheckConfirmations>();
        services.TryAddSingleton<VaultEntries>();
        return services;
    }

    /// <summary>Brings the database to the present model.</summary>
    public static async Task MigrateServiceStorageAsync(this IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<ServiceContext>>().CreateDbContextAsync(cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>Ends the leases of processes that are gone. Only for a process that knows that it is the only one.</summary>
    public static Task ReleaseAbandonedRenewalsAsync(this IServiceProvider services, CancellationToken cancellation = default) =>
        services.GetRequiredService<Renewals>().ReleaseAllAsync(cancellation);

    private static string Connection(IServiceProvider provider) => provider.GetRequiredService<DatabaseLocation>().ConnectionString;

    /// <summary>Lets the stores be written once for all databases.</summary>
    private sealed class ContextFactory(IServiceProvider services) : IDbContextFactory<ServiceContext>
    {
        private readonly Lazy<Func<ServiceContext>> _create = new(() => services.GetRequiredService<DatabaseLocation>().Provider switch
        {
            DatabaseProvider.PostgreSql => services.GetRequiredService<IDbContextFactory<PostgresServiceContext>>().CreateDbContext,
            _ => services.GetRequiredService<IDbContextFactory<SqliteServiceContext>>().CreateDbContext,
        });

        public ServiceContext CreateDbContext() => _create.Value();
    }
}
