namespace HelpDesk.Benchmarks;

/// <summary>A minimal web host around one endpoint.</summary>
internal static class BareHost
{
    public static async Task RunAsync(int port, Action<IServiceCollection> addServices, Action<WebApplication> map)
    {
        // Requests without a token are taken in Development only; the bare endpoints run there too, so that all pay alike.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Development,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        addServices(builder.Services);
        var app = builder.Build();
        map(app);
        app.MapGet(Usage.Path, () => Results.Text(Usage.Read().ToString()));
        await app.RunAsync();
    }
}
