using HelpDesk.Hosting;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Database;
using HelpDesk.RenewalService.Settings;
using HelpDesk.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace HelpDesk.RenewalService.Watching;

internal static class WatchingSetup
{
    private const string Schedule = "watch";

    public static void AddWatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<WatchOptions, WatchOptionsValidator>(WatchOptions.Section);
        builder.Services.TryAddSingleton(services => new RegistrationScan(
            services.GetRequiredService<IDirectories>(),
            services.GetRequiredService<IRegistrations>(),
            services.GetRequiredService<IRenewals>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IOptions<WatchOptions>>().Value.ScanInterval));
        builder.AddSchedule();
    }

    private static void AddSchedule(this WebApplicationBuilder builder)
    {
        // A named schedule keeps its clock to itself; the unnamed one would put it in the place of the host's.
        builder.Services.AddQuartz(Schedule, quartz =>
        {
            // The beat is real time; what is due is a question to the tables.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UsePersistentStore(store =>
            {
                store.UseDatabase(Location(builder));
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
            });
            quartz.ScheduleJob<Tick>(
                (services, trigger) => trigger
                    .WithIdentity("tick")
                    .StartNow()
                    .WithSimpleSchedule(schedule => schedule
                        .WithInterval(services.GetRequiredService<IOptions<WatchOptions>>().Value.Tick)
                        .RepeatForever()),
                (_, job) => job.WithIdentity("tick"));
        });
        builder.Services.AddQuartzHostedService(Schedule, quartz => quartz.WaitForJobsToComplete = true);
    }

    /// <summary>On PostgreSQL the schedule has tables of its own (QRTZ_…) in the service's database, and its replicas are one cluster.</summary>
    private static void UseDatabase(this IPersistentStoreBuilder store, DatabaseLocation? database)
    {
        if (database is { Provider: DatabaseProvider.PostgreSql })
        {
            store.UsePostgres(database.ConnectionString);
            store.UseClustering();
        }
        else
        {
            store.UseSqlite(database is null ? "Data Source=:memory:" : ScheduleFile(database));
        }
    }

    /// <summary>Null when the settings are wrong: their validator says so before anything is opened.</summary>
    private static DatabaseLocation? Location(WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection($"{SettingsSection.Root}:{DatabaseOptions.Section}").GetSettings<DatabaseOptions>();
        return options.Mistakes().Count == 0 ? options.At(builder.Environment) : null;
    }

    /// <summary>Beside the service's database: SQLite has one writer, and the beat should not wait for it.</summary>
    private static string ScheduleFile(DatabaseLocation database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        return new SqliteConnectionStringBuilder { DataSource = Path.ChangeExtension(file, null) + "-schedule.db" }.ConnectionString;
    }
}
