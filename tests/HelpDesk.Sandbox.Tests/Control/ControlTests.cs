using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Sandbox.Tests.Control;

public sealed class ControlTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _fixture;
    private readonly HttpClient _control;

    public ControlTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
        fixture.Sandbox.Calls.Clear();
        _control = fixture.GetPagesClient();
    }

    [Theory]
    [InlineData("PT24H", 1)]
    [InlineData("P75D", 75)]
    [InlineData("P1DT12H", 1.5)]
    public async Task The_clock_advances_by_an_ISO_duration(string advance, double days)
    {
        var answer = await JsonAsync(await _control.PostAsJsonAsync("/sandbox/clock", new { advance }));

        var now = answer.GetProperty("now").GetDateTimeOffset();
        Assert.InRange((now - TimeProvider.System.GetUtcNow()).TotalDays, days - 0.1, days + 0.1);
        Assert.Equal(TimeSpan.FromDays(days), _fixture.Sandbox.Clock.Offset);
        Assert.InRange((await JsonAsync(await _control.GetAsync("/sandbox/clock"))).GetProperty("now").GetDateTimeOffset(), now, now.AddMinutes(1));
    }

    [Theory]
    [InlineData("/sandbox/clock", """{"advance":"24 hours"}""")]
    [InlineData("/sandbox/clock", """{"advance":"-PT1H"}""")]
    [InlineData("/sandbox/clock", """{"advance":"P9999999D"}""")]
    [InlineData("/sandbox/clock", """{"advnace":"PT1H"}""")]
    [InlineData("/sandbox/clock", """{"advance":5}""")]
    [InlineData("/sandbox/clock", "{")]
    [InlineData("/sandbox/clock", "null")]
    [InlineData("/sandbox/clock", "")]
    [InlineData("/sandbox/faults", """{"kind":"status","status":429}""")]
    [InlineData("/sandbox/faults", """{"kind":"status","area":"graph"}""")]
    [InlineData("/sandbox/faults", """{"kind":"status","area":"graph","status":200}""")]
    [InlineData("/sandbox/faults", """{"kind":"delay","area":"graph"}""")]
    [InlineData("/sandbox/faults", """{"kind":"explode","area":"graph"}""")]
    [InlineData("/sandbox/faults", """{"kind":"reset","area":"mars"}""")]
    [InlineData("/sandbox/faults", """{"kind":"reset","area":"vault"}""")]
    [InlineData("/sandbox/faults", """{"kind":"reset","area":"graph","count":0}""")]
    [InlineData("/sandbox/faults", """{"kind":"holdBefore","area":"graph","skip":-1}""")]
    [InlineData("/sandbox/switches", """{"graphPageSize":0}""")]
    [InlineData("/sandbox/people/elif@contoso.onmicrosoft.com", """{"activeRoles":["Emperor"]}""")]
    public async Task Bad_input_is_told_and_changes_nothing(string address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await _control.PostAsync(address, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await JsonAsync(response)).GetProperty("error").GetProperty("message").GetString()!);
        Assert.Equal(TimeSpan.Zero, _fixture.Sandbox.Clock.Offset);
        Assert.Equal(0, (await JsonAsync(await _control.GetAsync("/sandbox/faults"))).GetArrayLength());
    }

    [Theory]
    [InlineData("POST", "/sandbox/reset")]
    [InlineData("POST", "/sandbox/chats/ada/install")]
    [InlineData("GET", "/sandbox/chats/ada")]
    [InlineData("POST", "/sandbox/teams/budgets")]
    public async Task A_page_of_another_origin_is_refused(string method, string address)
    {
        using var foreign = new HttpRequestMessage(new HttpMethod(method), address);
        foreign.Headers.Add("Origin", "https://evil.example");
        foreign.Content = method == "GET" ? null : JsonContent.Create(new { });
        Assert.Equal(HttpStatusCode.Forbidden, (await _control.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public async Task A_body_of_another_type_and_another_host_are_refused()
    {
        using var text = new StringContent("""{"advance":"PT1H"}""", Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.BadRequest, (await _control.PostAsync("/sandbox/clock", text)).StatusCode);

        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/sandbox/state");
        rebound.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await _control.SendAsync(rebound)).StatusCode);
    }

    [Fact]
    public async Task Control_is_not_on_the_https_listener_and_Graph_not_on_the_plain_one()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _fixture.GetHttpClient().GetAsync("/sandbox/state")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _control.GetAsync("/v1.0/organization")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _control.GetAsync("/sandbox/nothing")).StatusCode);
    }

    [Fact]
    public async Task The_state_shows_keys_and_calls_and_no_secret()
    {
        var token = await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada);
        using var add = new HttpRequestMessage(HttpMethod.Post, $"/v1.0/servicePrincipals/{WorldIds.Contoso.AddInPrincipal}/addPassword");
        add.Headers.Authorization = new("Bearer", token);
        var made = await JsonAsync(await _fixture.GetHttpClient().SendAsync(add));

        var text = await _control.GetStringAsync("/sandbox/state");

        Assert.Contains(made.GetProperty("keyId").GetString()!, text, StringComparison.Ordinal);
        Assert.All(Secrets(), secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        var call = JsonDocument.Parse(text).RootElement.GetProperty("calls").EnumerateArray().Last();
        Assert.Equal("graph", call.GetProperty("area").GetString());
        Assert.Equal("HelpDesk Renewal Service for ada@contoso.onmicrosoft.com", call.GetProperty("caller").GetString());
        Assert.Equal(200, call.GetProperty("status").GetInt32());
        Assert.StartsWith($"password {made.GetProperty("keyId").GetString()} added to service principal 'HelpDesk for SharePoint'", call.GetProperty("effect").GetString(), StringComparison.Ordinal);

        IEnumerable<string> Secrets() => _fixture.World.Applications.Cast<CredentialHolder>().Concat(_fixture.World.Principals)
            .SelectMany(h => h.Passwords).SelectMany(p => new[] { p.Secret.Reveal(), p.Secret.ToBase64() });
    }

    [Fact]
    public async Task A_reset_starts_the_story_over_but_keeps_our_own_secrets()
    {
        var own = _fixture.World.Own.Service.ClientSecret.Reveal();
        await _control.PostAsJsonAsync("/sandbox/clock", new { advance = "P20D" });
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind = "reset", area = "graph" });
        _fixture.World.Change<ServicePrincipal>(WorldIds.Contoso.AddInPrincipal, p => p with { Passwords = [] });

        Assert.Equal(HttpStatusCode.NoContent, (await _control.PostAsync("/sandbox/reset", null)).StatusCode);

        var now = _fixture.Sandbox.Clock.GetUtcNow();
        var application = _fixture.World.FindApplication(WorldIds.Contoso.HelpDeskApp)!;
        Assert.Equal(TimeSpan.Zero, _fixture.Sandbox.Clock.Offset);
        Assert.Equal(14, Math.Ceiling((application.Passwords[0].End - now).TotalDays));
        Assert.Equal(2, _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!.Passwords.Count);
        Assert.Equal(own, _fixture.World.Own.Service.ClientSecret.Reveal());
        Assert.NotEmpty(await _fixture.AppTokenAsync(WorldIds.Contoso.Tenant));
    }

    [Fact]
    public async Task A_reset_forgets_what_was_asked_of_Teams()
    {
        await _control.PostAsJsonAsync("/sandbox/teams/budgets", new { enforce = true });
        await _control.PostAsJsonAsync("/sandbox/chats/ada/refuse", new { code = "MessageWritesBlocked" });

        await _control.PostAsync("/sandbox/reset", null);

        Assert.False(_fixture.Sandbox.Services.GetRequiredService<SendBudget>().IsEnforced);
        var ada = _fixture.Sandbox.Services.GetRequiredService<TeamsClients>().Of("Ada").Chat;
        Assert.Equal(Refusal.None, ada.Refusal);
        Assert.Empty(ada.Messages);
    }

    [Fact]
    public async Task Who_is_blocked_follows_from_the_tenants_policies()
    {
        var state = await JsonAsync(await _control.GetAsync("/sandbox/state"));

        Assert.Equal(
            ["Daniel Okafor", "Karin Berg"],
            state.GetProperty("tenants").EnumerateArray().SelectMany(t => t.GetProperty("people").EnumerateArray())
                .Where(p => p.GetProperty("blockedByConditionalAccess").GetBoolean()).Select(p => p.GetProperty("name").GetString()).Order());
    }

    [Fact]
    public async Task A_reset_tells_the_story_anew_between_stopping_and_starting_the_hosts()
    {
        var hosts = _fixture.Sandbox.Services.GetRequiredService<StartedHosts>();
        var alone = hosts.StartOver;
        var steps = new List<string>();
        hosts.StartOver = tellAnew =>
        {
            steps.Add($"stopped at {_fixture.Sandbox.Clock.Offset.TotalDays}");
            tellAnew();
            steps.Add($"started at {_fixture.Sandbox.Clock.Offset.TotalDays}");
            return Task.CompletedTask;
        };
        await _control.PostAsJsonAsync("/sandbox/clock", new { advance = "P2D" });

        await _control.PostAsync("/sandbox/reset", null);
        Assert.Equal(["stopped at 2", "started at 0"], steps);

        hosts.StartOver = _ => throw new LaunchException("bot ended with exit code 1.");
        var failed = await _control.PostAsync("/sandbox/reset", null);
        hosts.StartOver = alone;
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Contains("bot ended", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_fault_hits_its_area_as_often_as_said()
    {
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind = "status", area = "graph", path = "/v1.0/org*", status = 503, retryAfter = 7, count = 2 });

        for (var i = 0; i < 2; i++)
        {
            var response = await _fixture.GetHttpClient().GetAsync("/v1.0/organization");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await _fixture.GetHttpClient().GetAsync("/v1.0/organization")).StatusCode);
    }

    [Fact]
    public async Task A_lost_answer_leaves_its_effect_behind()
    {
        var token = await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada);
        // The connection is gone before the call is logged.
        var logged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.Sandbox.Calls.Recorded += (_, call) =>
        {
            if (call.Effect?.EndsWith("; the answer was lost", StringComparison.Ordinal) == true)
            {
                logged.TrySetResult();
            }
        };
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind = "lostAnswer", area = "graph", method = "POST", path = "*/addPassword" });

        await Assert.ThrowsAsync<HttpRequestException>(() => AddPasswordAsync(token));

        Assert.Equal(3, _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!.Passwords.Count);
        await logged.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_reset_connection_has_no_effect()
    {
        var token = await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada);
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind = "reset", path = "*/addPassword" });

        await Assert.ThrowsAsync<HttpRequestException>(() => AddPasswordAsync(token));

        Assert.Equal(2, _fixture.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!.Passwords.Count);
    }

    [Fact]
    public async Task A_cut_answer_is_not_JSON()
    {
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind = "malformed", area = "identity" });

        var text = await _fixture.GetHttpClient().GetStringAsync($"/{WorldIds.Contoso.Tenant}/discovery/v2.0/keys");

        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Fact]
    public async Task A_delay_delays()
    {
        await _control.PostAsJsonAsync("/sandbox/faults", new { kind = "delay", area = "identity", delay = "PT0.3S" });
        var watch = Stopwatch.StartNew();

        await _fixture.GetHttpClient().GetAsync($"/{WorldIds.Contoso.Tenant}/discovery/v2.0/keys");

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Activating_a_role_and_switching_defaults_shows_in_the_directory()
    {
        await _control.PostAsJsonAsync("/sandbox/people/elif@contoso.onmicrosoft.com", new { activeRoles = new[] { "Global Administrator" } });
        await _control.PostAsJsonAsync("/sandbox/tenants/contoso.com", new
        {
            securityDefaults = true,
            servicePrincipalRestrictions = new[] { new { restrictionType = "passwordLifetime", maxLifetime = "P180D" } },
        });
        var switches = await JsonAsync(await _control.PostAsJsonAsync("/sandbox/switches", new
        {
            acsTakesBase64 = false,
            entraReplication = "PT0S",
            keyVaultRecovery = "PT3S",
            keyVaultPurgeProtection = false,
        }));

        Assert.True(_fixture.World.FindPerson(WorldIds.Contoso.Elif)!.MayWriteCredentials);
        Assert.True(_fixture.World.Tenant(WorldIds.Contoso.Tenant).SecurityDefaults);
        Assert.Equal(TimeSpan.FromDays(180), _fixture.World.Tenant(WorldIds.Contoso.Tenant).AppManagement.ServicePrincipals[0].MaxLifetime);
        Assert.False(switches.GetProperty("acsTakesBase64").GetBoolean());
        Assert.Equal(("PT3S", false), (switches.GetProperty("keyVaultRecovery").GetString(), switches.GetProperty("keyVaultPurgeProtection").GetBoolean()));
        Assert.Equal(HttpStatusCode.NotFound, (await _control.PostAsJsonAsync("/sandbox/people/nobody", new { })).StatusCode);
    }

    private async Task<HttpResponseMessage> AddPasswordAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1.0/servicePrincipals/{WorldIds.Contoso.AddInPrincipal}/addPassword");
        request.Headers.Authorization = new("Bearer", token);
        return await _fixture.GetHttpClient().SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
}
