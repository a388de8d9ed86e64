using HelpDesk.RenewalBot;

[assembly: HostingStartup(typeof(HelpDesk.Benchmarks.Product.Startup))]

namespace HelpDesk.Benchmarks;

/// <summary>
/// The product's own bot host as it is, with its ledger, its state and its keys on disk. Only its background work is asked to rest, and it
/// tells what it has used.
/// </summary>
internal static class Product
{
    public static Task RunAsync(int port)
    {
        var folder = Path.Combine(Path.GetTempPath(), "helpdesk-benchmark");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(Product).Assembly.GetName().Name);
        string[] settings =
        [
            "--environment", Environments.Development,
            "--urls", $"http://localhost:{port}",
            "--Logging:LogLevel:Default", "Critical",
            "--RenewalBot:Database:ConnectionString", $"Data Source={Path.Combine(folder, "bot.db")}",
            "--RenewalBot:DataProtection:KeyDirectory", Path.Combine(folder, "keys"),
            "--RenewalBot:Channel:AppId", "00000000-0000-0000-0000-000000000001",
            "--RenewalBot:Channel:TenantId", "00000000-0000-0000-0000-000000000002",
            "--RenewalBot:Channel:Credential:Kind", "ClientSecret",
            "--RenewalBot:Channel:Credential:ClientSecret", "unused",
            "--RenewalBot:RenewalService:BaseAddress", "http://localhost:9/",
            "--RenewalBot:RenewalService:Scope", "api://unused/.default",
            "--RenewalBot:Feed:PollInterval", "1.00:00:00",
        ];
        return Task.Run(() => typeof(BotHost).Assembly.EntryPoint!.Invoke(null, [settings]));
    }

    /// <summary>Answers <see cref="Usage.Path"/> before anything of the product is asked.</summary>
    internal sealed class Startup : IHostingStartup, IStartupFilter
    {
        public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(Usage.Path, usage => usage.Run(context => context.Response.WriteAsync(Usage.Read().ToString())));
            next(app);
        };
    }
}
