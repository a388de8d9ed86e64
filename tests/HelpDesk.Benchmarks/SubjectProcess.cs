using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace HelpDesk.Benchmarks;

/// <summary>A subject in a process of its own, so that its CPU time is its own.</summary>
internal sealed class SubjectProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _client;

    private SubjectProcess(Subject subject, Process process, HttpClient client)
    {
        Subject = subject;
        _process = process;
        _client = client;
    }

    public Subject Subject { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<SubjectProcess> StartAsync(Subject subject, IHttpClientFactory clients)
    {
        var process = Launch(subject, clients);
        await process.RepeatAsync(async () => await process.UsageAsync());
        return process;
    }

    public static SubjectProcess Launch(Subject subject, IHttpClientFactory clients)
    {
        var port = Sink.FreePort();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SubjectProcess).Assembly.Location);
        }

        foreach (var argument in new[] { "serve", subject.Name, "--port", port.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        var client = clients.CreateClient(subject.Name);
        client.BaseAddress = new Uri($"http://localhost:{port}/");
        return new SubjectProcess(subject, Process.Start(start)!, client);
    }

    public async Task<Usage> UsageAsync() => Usage.Parse(await _client.GetStringAsync(new Uri(Usage.Path, UriKind.Relative)));

    public async Task PostAsync(HttpContent activity, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/messages", UriKind.Relative)) { Content = activity };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>Tries until it listens.</summary>
    public async Task RepeatAsync(Func<Task> request)
    {
        using var timeout = new CancellationTokenSource(StartLimit);
        while (true)
        {
            try
            {
                await request();
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, timeout.Token);
            }
        }
    }
}
