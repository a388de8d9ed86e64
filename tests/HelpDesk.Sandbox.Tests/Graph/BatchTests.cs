using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Graph;

/// <summary>The parts of a batch do not disturb each other.</summary>
public sealed class BatchTests : IClassFixture<SandboxFixture>
{
    private readonly SandboxFixture _fixture;

    public BatchTests(SandboxFixture fixture)
    {
        _fixture = fixture;
        fixture.StartOver();
    }

    [Theory]
    [InlineData("reset", 504)]
    [InlineData("malformed", 200)]
    [InlineData("status", 503)]
    public async Task A_part_that_fails_does_not_stop_the_others(string fault, int expected)
    {
        await _fixture.GetPagesClient().PostAsJsonAsync("/sandbox/faults", new { kind = fault, path = "*/organization", status = fault == "status" ? 503 : (int?)null });

        var parts = await SendAsync(Part("1", "/organization"), Part("2", "/users"), Part("3", "/nothing"), Part("4", "/applications"));

        Assert.Equal([expected, 200, 400, 200], parts.Select(p => p.GetProperty("status").GetInt32()));
        Assert.Equal(7, parts[1].GetProperty("body").GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task A_part_that_depends_on_a_failed_one_is_not_tried()
    {
        var parts = await SendAsync(Part("1", "/nothing"), new { id = "2", method = "GET", url = "/organization", dependsOn = new[] { "1" } });

        Assert.Equal([400, 424], parts.Select(p => p.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task The_headers_of_a_part_are_passed_on_and_cannot_change_who_calls()
    {
        var request = Guid.NewGuid().ToString();
        var headers = new Dictionary<string, string> { ["client-request-id"] = request, ["Authorization"] = "Bearer nonsense" };

        var part = Assert.Single(await SendAsync(new { id = "1", method = "GET", url = "/organization", headers }));

        Assert.Equal(200, part.GetProperty("status").GetInt32());
        Assert.Equal(request, part.GetProperty("headers").GetProperty("client-request-id").GetString());
    }

    [Fact]
    public async Task The_body_of_a_part_is_passed_on()
    {
        var body = new { passwordCredential = new { displayName = "from a batch" } };

        var part = Assert.Single(await SendAsync(new { id = "1", method = "POST", url = $"/applications/{WorldIds.Contoso.HelpDeskApplication}/addPassword", body }));

        Assert.Equal(200, part.GetProperty("status").GetInt32());
        Assert.Contains(_fixture.World.FindApplication(WorldIds.Contoso.HelpDeskApp)!.Passwords, p => p.DisplayName == "from a batch");
    }

    [Fact]
    public async Task The_log_tells_the_parts_from_what_came_over_the_network()
    {
        _fixture.Sandbox.Calls.Clear();

        await SendAsync(Part("1", "/organization"));

        var calls = _fixture.Sandbox.Calls.Calls.Where(c => c.Area == Area.Graph).Select(c => (c.Path, c.IsPartOfBatch));
        Assert.Equal([("/v1.0/organization", true), ("/v1.0/$batch", false)], calls);
    }

    private static object Part(string id, string url) => new { id, method = "GET", url };

    private async Task<IReadOnlyList<JsonElement>> SendAsync(params object[] requests)
    {
        var (status, body) = await _fixture.GraphAsync(await _fixture.GraphTokenOfAsync(WorldIds.Contoso.Ada), "/v1.0/$batch", HttpMethod.Post, new { requests });
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. body.GetProperty("responses").EnumerateArray()];
    }
}
