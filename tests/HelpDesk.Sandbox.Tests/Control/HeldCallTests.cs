using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Control;

/// <summary>A call stands still where a test wants it to, before its effect or after it.</summary>
public sealed class HeldCallTests : IClassFixture<SandboxFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SandboxFixture _fixture;
    private readonly HttpClient _control;

    public HeldCallTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
        fixture.Sandbox.Calls.Clear();
        _control = fixture.GetPagesClient();
    }

    private int Passwords => _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!.Passwords.Count;

    [Theory]
    [InlineData("holdBefore", 2)]
    [InlineData("holdAfter", 3)]
    public async Task A_released_call_is_answered_as_any_other(string kind, int passwordsMeanwhile)
    {
        var call = await HeldAsync(kind);
        Assert.Equal(passwordsMeanwhile, Passwords);
        Assert.False(call.IsCompleted);

        Assert.Equal(HttpStatusCode.NoContent, (await _control.DeleteAsync("/sandbox/held")).StatusCode);
        var answer = await call;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("keyId").GetGuid();
        Assert.Contains(_fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!.Passwords, p => p.KeyId == made);
        Assert.Empty(await HeldNowAsync());
    }

    [Theory]
    [InlineData("holdBefore", 2, "held until the client had gone away")]
    [InlineData("holdAfter", 3, "the answer was held until the client had gone away")]
    public async Task What_a_client_that_has_gone_away_asked_for_has_happened_or_never_does(string kind, int passwords, string effect)
    {
        using var client = new CancellationTokenSource();
        var logged = LoggedAsync();
        var call = await HeldAsync(kind, client.Token);

        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.EndsWith(effect, (await logged).Effect, StringComparison.Ordinal);
        await _control.DeleteAsync("/sandbox/held");
        Assert.Equal(passwords, Passwords);
        Assert.Empty(await HeldNowAsync());
    }

    [Fact]
    public async Task A_fault_lets_as_many_calls_pass_as_it_is_told_to()
    {
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind = "status", status = 503, path = "*/addPassword", skip = 1 });
        var token = await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada);

        var statuses = new[] { await AddAsync(token), await AddAsync(token), await AddAsync(token) }.Select(a => a.StatusCode);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task A_new_story_holds_nothing_of_the_old_one()
    {
        var call = await HeldAsync("holdAfter");

        _fixture.World.Reset();

        Assert.Equal(HttpStatusCode.OK, (await call.WaitAsync(Patience)).StatusCode);
    }

    /// <summary>Begins to add a password and waits until the call is held.</summary>
    private async Task<Task<HttpResponseMessage>> HeldAsync(string kind, CancellationToken cancellation = default)
    {
        var token = await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada);
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind, area = "graph", path = "*/addPassword" }, CancellationToken.None);
        var call = AddAsync(token, cancellation);
        using var limit = new CancellationTokenSource(Patience);
        while ((await HeldNowAsync()).Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }

        var held = Assert.Single(await HeldNowAsync());
        Assert.Equal(("graph", "POST", kind == "holdAfter"), (held.GetProperty("area").GetString(), held.GetProperty("method").GetString(), held.GetProperty("hasHappened").GetBoolean()));
        Assert.EndsWith("/addPassword", held.GetProperty("path").GetString(), StringComparison.Ordinal);
        return call;
    }

    private async Task<IReadOnlyList<JsonElement>> HeldNowAsync() => (await _control.GetFromJsonAsync<IReadOnlyList<JsonElement>>("/sandbox/held"))!;

    private async Task<Call> LoggedAsync()
    {
        var logged = new TaskCompletionSource<Call>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.Sandbox.Calls.Recorded += (_, call) =>
        {
            if (call.Path.EndsWith("/addPassword", StringComparison.Ordinal))
            {
                logged.TrySetResult(call);
            }
        };
        return await logged.Task.WaitAsync(Patience);
    }

    private async Task<HttpResponseMessage> AddAsync(string token, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1.0/servicePrincipals/{WorldIds.Contoso.AddInPrincipal}/addPassword");
        request.Headers.Authorization = new("Bearer", token);
        return await _fixture.GetHttpClient().SendAsync(request, cancellation);
    }
}
