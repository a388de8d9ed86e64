using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.Storage.Bot;

/// <summary>Registers the bot's model and its stores.</summary>
public static class BotStorage
{
    public static IServiceCollection AddBotStorage(this IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(LeaseClock.Key, TimeProvider.System);
        services.AddPooledDbContextFactory<SqliteBotContext>((provider, options) => options.UseSqlite(connectionString(provider)));
        services.TryAddSingleton<IDbContextFactory<BotContext>, ContextFactory<SqliteBotContext>>();
        services.TryAddSingleton<ConversationDirectory>();
        services.TryAddSingleton<NoticeOutbox>();
        services.TryAddSingleton<RenewalNewsOutbox>();
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

    /// <summary>
    /// Lets the stores be written once for all databases. The connection is first asked for when a store is used: by then the host has
    /// checked its configuration.
    /// </summary>
    private sealed class ContextFactory<T>(IServiceProvider services) : IDbContextFactory<BotContext>
        where T : BotContext
    {
        private readonly Lazy<IDbContextFactory<T>> _inner = new(services.GetRequiredService<IDbContextFactory<T>>);

        public BotContext CreateDbContext() => _inner.Value.CreateDbContext();

        public async Task<BotContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await _inner.Value.CreateDbContextAsync(cancellationToken);
    }
}
