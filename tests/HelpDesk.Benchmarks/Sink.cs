using System.Net;
using System.Net.Sockets;

namespace HelpDesk.Benchmarks;

/// <summary>Takes what the subjects send, as a connector does. It runs in the measuring process, so its cost is not counted.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _received;
    private long _bytes;

    public Sink()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", TakeAsync);
    }

    public string Url => _app.Urls.First();

    public long Received => Interlocked.Read(ref _received);

    public long Bytes => Interlocked.Read(ref _bytes);

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task TakeAsync(HttpContext context)
    {
        long bytes = 0;
        while (await context.Request.BodyReader.ReadAsync(context.RequestAborted) is { } read)
        {
            bytes += read.Buffer.Length;
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        Interlocked.Increment(ref _received);
        Interlocked.Add(ref _bytes, bytes);
        context.Response.StatusCode = 201;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"id":"1795459227057"}""", context.RequestAborted);
    }
}
