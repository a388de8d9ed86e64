namespace HelpDesk.Benchmarks;

/// <summary>Hosts one subject of the measurement.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string subject, string[] options)
    {
        if (Subject.Find(subject) is not { } found || Options.Number(options, "--port") is not { } port)
        {
            await Console.Error.WriteLineAsync($"serve {string.Join('|', Subject.All.Select(s => s.Name))} --port N");
            return 2;
        }

        // Requests without a token are taken in Development only; the bare endpoints run there too, so that all pay alike.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Development,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        found.AddServices(builder.Services);
        var app = builder.Build();
        found.Map(app);
        app.MapGet("/usage", () => Results.Text(Usage.Read().ToString()));
        await app.StartAsync();
        Console.WriteLine($"{found.Name} takes activities at http://localhost:{port}/api/messages");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
