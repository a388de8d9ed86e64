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
    public static IServiceCollection AddServiceStorage(this IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddPooledDbContextFactory<SqliteServiceContext>((provider, options) => options.UseSqlite(connectionString(provider)));
        services.TryAddSingleton<IDbContextFactory<ServiceContext>, ContextFactory<SqliteServiceContext>>();
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

    /// <summary>Lets the stores be written once for all databases.</summary>
    private sealed class ContextFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<ServiceContext>
        where T : ServiceContext
    {
        public ServiceContext CreateDbContext() => inner.CreateDbContext();

        public async Task<ServiceContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
