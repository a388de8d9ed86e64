using System.Net;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.World;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HelpDesk.Sandbox.Hosting;

/// <summary>The local Microsoft 365 as one web application with two listeners, both on loopback only.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxHost(WebApplication app, SandboxSettings settings)
    {
        _app = app;
        Settings = settings;
        Folder = Services.GetRequiredService<SandboxFolder>();
        World = Services.GetRequiredService<SandboxWorld>();
        Clock = Services.GetRequiredService<SandboxClock>();
        Calls = Services.GetRequiredService<CallLog>();
        Signer = Services.GetRequiredService<TokenSigner>();
        Addresses = Services.GetRequiredService<SandboxAddresses>();
    }

    public SandboxSettings Settings { get; }

    public SandboxFolder Folder { get; }

    public SandboxWorld World { get; }

    public SandboxClock Clock { get; }

    public CallLog Calls { get; }

    public TokenSigner Signer { get; }

    public SandboxAddresses Addresses { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Builds the application and starts listening. <paramref name="configure"/> may replace services, for tests.</summary>
    public static async Task<SandboxHost> StartAsync(
        SandboxSettings settings, Action<WebApplicationBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        var app = Build(settings, configure);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new SandboxHost(app, settings);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(SandboxSettings settings, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(SandboxHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Logging.SetMinimumLevel(settings.Verbose ? LogLevel.Information : LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddRouting();

        var folder = new SandboxFolder(settings.DataFolder);
        var certificates = SandboxCertificates.LoadOrCreate(folder, TimeProvider.System.GetUtcNow());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Listen(kestrel, settings.Ports.Https, listen => listen.UseHttps(certificates.Server));
            Listen(kestrel, settings.Ports.Pages, _ => { });
        });

        AddCore(builder.Services, settings, folder, certificates);
        builder.Services.AddFeatures();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseHostFiltering();
        app.Use(RefuseBrokenForms);
        app.UseRouting();
        app.UseListenerRouting();
        app.UseCallLog();
        app.UseFaults();
        app.MapFeatures();
        return app;
    }

    private static void AddCore(IServiceCollection services, SandboxSettings settings, SandboxFolder folder, SandboxCertificates certificates)
    {
        services.AddSingleton(settings);
        services.AddSingleton(folder);
        // By factory, so that the container disposes it.
        services.AddSingleton(_ => certificates);
        services.AddSingleton(_ => new SandboxClock(folder.Clock));
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<SandboxClock>());
        services.AddSingleton<SandboxWorld>();
        services.AddSingleton<SandboxSwitches>();
        services.AddSingleton<CallLog>();
        services.AddSingleton<TokenSigner>();
        services.AddSingleton<SandboxAddresses>();
        services.AddHttpClient();

        // A page on the internet must not reach the sandbox through a name that it points to this machine.
        services.AddHostFiltering(options => options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }

    /// <summary>A form with too many or too long values is the caller's fault, not ours.</summary>
    private static async Task RefuseBrokenForms(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private static void Listen(
        KestrelServerOptions kestrel,
        int port,
        Action<ListenOptions> configure)
    {
        if (port == 0)
        {
            // A port chosen by the system cannot be the same for IPv4 and IPv6.
            kestrel.Listen(IPAddress.Loopback, 0, configure);
        }
        else
        {
            kestrel.ListenLocalhost(port, configure);
        }
    }
}
