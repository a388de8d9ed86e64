using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.Storage.Bot;

/// <summary>Registers the bot's model and its stores.</summary>
public static class BotStorage
{
    /// <param name="services">Where to register.</param>
    /// <param name="database">Asked for when a store is first used: by then the host has checked its configuration.</param>
    public static IServiceCollection AddBotStorage(this IServiceCollection services, Func<IServiceProvider, DatabaseLocation> database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(LeaseClock.Key, TimeProvider.System);
        services.TryAddSingleton(database);
        services.AddPooledDbContextFactory<SqliteBotContext>((provider, options) => options.UseSqlite(Connection(provider)));
        services.AddPooledDbContextFactory<PostgresBotContext>((provider, options) => options.UseNpgsql(Connection(provider)));
        services.TryAddSingleton<IDbContextFactory<BotContext>, ContextFactory>();
        services.TryAddSingleton<ConversationLocks>();
        services.TryAddSingleton<ConversationDirectory>();
        services.TryAddSingleton<NoticeOutbox>();
        services.TryAddSingleton<RenewalNewsOutbox>();
        services.TryAddSingleton<TemporaryAccountOutbox>();
        services.TryAddSingleton<CardRegister>();
        services.TryAddSingleton<StateTable>();
        services.TryAddSingleton<ActivityLedger>();
        services.TryAddSingleton<CardClickQueue>();
        services.TryAddSingleton<FeedCursor>();
        services.TryAddSingleton<OldRows>();
        return services;
    }

    /// <summary>Brings the database to the present model.</summary>
    public static async Task MigrateBotStorageAsync(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<BotContext>>().CreateDbContextAsync(ct);
        await context.Database.MigrateAsync(ct);
    }

    private static string Connection(IServiceProvider provider) => provider.GetRequiredService<DatabaseLocation>().ConnectionString;

    /// <summary>Lets the stores be written once for all databases.</summary>
    private sealed class ContextFactory(IServiceProvider services) : IDbContextFactory<BotContext>
    {
        private readonly Lazy<Func<BotContext>> _create = new(() => services.GetRequiredService<DatabaseLocation>().Provider switch
        {
            DatabaseProvider.PostgreSql => services.GetRequiredService<IDbContextFactory<PostgresBotContext>>().CreateDbContext,
            _ => services.GetRequiredService<IDbContextFactory<SqliteBotContext>>().CreateDbContext,
        });

        public BotContext CreateDbContext() => _create.Value();
    }
}
