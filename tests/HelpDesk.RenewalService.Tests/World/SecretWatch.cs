using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>
/// Remembers every secret that a sandbox ever made for an app, and what the services beside it said, kept and sent. When all tests are over none
/// of the former may be in any of the latter, but for the few requests and answers that are there to carry one.
/// </summary>
internal sealed class SecretWatch
{
    private readonly SandboxHost _sandbox;
    private readonly Action _stop;
    private readonly ConcurrentDictionary<string, bool> _secrets = [];
    private readonly ConcurrentDictionary<string, bool> _traces = [];
    private readonly ConcurrentQueue<(string Where, string Text)> _bodies = [];
    private readonly ConcurrentQueue<ServiceHost> _hosts = [];

    public SecretWatch(SandboxHost sandbox)
    {
        _sandbox = sandbox;
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        sandbox.Calls.Recorded += Collect;
        ActivitySource.AddActivityListener(listener);
        Collect(this, null);
        _stop = () =>
        {
            sandbox.Calls.Recorded -= Collect;
            listener.Dispose();
        };
    }

    public void Follow(ServiceHost host) => _hosts.Enqueue(host);

    public DelegatingHandler NewHandler() => new Handler(_bodies);

    public void Stop() => _stop();

    /// <summary>To be asked when the hosts have stopped, for what was in memory is in their files by then.</summary>
    public void AssertKept(IEnumerable<string> answers)
    {
        List<string> secrets = [.. _secrets.Keys];
        Assert.NotEmpty(_bodies);
        Secrecy.AssertAbsent(secrets, _hosts.SelectMany(Secrecy.LogsOf));
        Secrecy.AssertAbsent(secrets, _hosts.Select(h => h.Folder).Distinct().Where(f => File.Exists(Path.Combine(f, "service.db"))).SelectMany(Secrecy.FilesOf));
        Secrecy.AssertAbsent(secrets, answers.Select(a => ("an answer of the API", Encoding.UTF8.GetBytes(a))));
        Secrecy.AssertAbsent(secrets, _traces.Keys.Select(t => ("a trace", Encoding.UTF8.GetBytes(t))));
        Secrecy.AssertAbsent(secrets, _bodies.Where(b => !MayCarry(b.Where)).Select(b => (b.Where, Encoding.UTF8.GetBytes(b.Text))));
    }

    /// <summary>To be asked when the process that wrote the files has ended.</summary>
    public void AssertFilesKept(string folder)
    {
        Assert.NotEmpty(_secrets);
        Secrecy.AssertAbsent([.. _secrets.Keys], Secrecy.FilesOf(folder));
    }

    /// <summary>Where a secret has to go: out of the directory once, back as a key, into and out of the vault, and to who gives tokens for it.</summary>
    private static bool MayCarry(string exchange) =>
        exchange.StartsWith("answer to POST", StringComparison.Ordinal) && exchange.EndsWith("/addPassword", StringComparison.Ordinal)
        || exchange.StartsWith("PATCH /v1.0/", StringComparison.Ordinal)
        || exchange.StartsWith("answer to GET /v1.0/", StringComparison.Ordinal)
        || exchange.Contains("/secrets/", StringComparison.Ordinal)
        || (exchange.StartsWith("POST ", StringComparison.Ordinal) && (exchange.EndsWith("/token", StringComparison.Ordinal) || exchange.EndsWith("/tokens/OAuth/2", StringComparison.Ordinal)));

    private void Collect(object? sender, Call? call)
    {
        if (call is null || call.Path.EndsWith("/addPassword", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var password in _sandbox.World.Applications.SelectMany(a => a.Passwords).Concat(_sandbox.World.Principals.SelectMany(p => p.Passwords)))
            {
                _secrets.TryAdd(password.Secret.Reveal(), true);
            }
        }
    }

    private void Note(Activity activity)
    {
        _traces.TryAdd(activity.DisplayName, true);
        foreach (var (name, value) in activity.TagObjects.Concat(activity.Events.SelectMany(e => e.Tags)))
        {
            _traces.TryAdd($"{name}={value}", true);
        }
    }

    private sealed class Handler(ConcurrentQueue<(string, string)> bodies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var what = $"{request.Method} {request.RequestUri!.AbsolutePath}";
            if (request.Content is { } content)
            {
                bodies.Enqueue((what, await content.ReadAsStringAsync(cancellationToken)));
            }

            var response = await base.SendAsync(request, cancellationToken);
            bodies.Enqueue(($"answer to {what}", $"{request.RequestUri!.Query} {response.Headers} {await response.Content.ReadAsStringAsync(cancellationToken)}"));
            return response;
        }
    }
}
