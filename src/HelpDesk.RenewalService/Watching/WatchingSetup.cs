using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Database;
using HelpDesk.RenewalService.Settings;
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
        var database = builder.Configuration[$"{SettingsSection.Root}:{DatabaseOptions.Section}:ConnectionString"] ?? string.Empty;
        // A named schedule keeps its clock to itself; the unnamed one would put it in the place of the host's.
        builder.Services.AddQuartz(Schedule, quartz =>
        {
            // The beat is real time; what is due is a question to the tables.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(ScheduleFile(builder.Environment.ContentRootPath, database));
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

    /// <summary>Beside the service's database: SQLite has one writer, and the beat should not wait for it.</summary>
    private static string ScheduleFile(string contentRoot, string database)
    {
        try
        {
            var service = new SqliteConnectionStringBuilder(DatabaseOptions.From(contentRoot, database));
            return new SqliteConnectionStringBuilder { DataSource = Path.ChangeExtension(service.DataSource, null) + "-schedule.db" }.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The validator says what is wrong with it before anything is opened.
            return "Data Source=:memory:";
        }
    }
}
