using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Vault;

/// <summary>Whatever goes wrong on the way to Key Vault becomes one sentence that says what to do.</summary>
public sealed class KeyVaultFailureTests(ServiceWorld world, KeyVaultHost host) : KeyVaultTest(world, host)
{
    // The first attempt and two more.
    private const int All = 3;

    public static TheoryData<Fault, string, int> Failures => new()
    {
        { Status(401), "does not accept this service's token", 1 },
        { Status(403), "Give its application the role Key Vault Secrets Officer on the vault", 1 },
        { Status(403, Error("Forbidden", "ForbiddenByFirewall")), "firewall does not let this service in", 1 },
        { Status(400), "Key Vault refused the request. (HTTP 400", 1 },
        { Status(404, new JsonObject { ["gone"] = true }), "is no key vault", 1 },
        { Status(429), "throttling this service", All },
        { Status(429) with { RetryAfter = "60" }, "throttling this service", 1 },
        { Status(503) with { RetryAfter = "Fri, 01 Jan 2100 00:00:00 GMT" }, "not available at the moment", 1 },
        { Status(503), "not available at the moment", All },
        { Status(500), "not available at the moment", All },
        { new() { Kind = FaultKind.Reset }, "could not be reached", All },
        { new() { Kind = FaultKind.Malformed }, "gave an answer that could not be read", 1 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_read_says_why(Fault fault, string sentence, int calls)
    {
        await WriteAsync();
        World.Sandbox.Calls.Clear();
        Break(fault, "GET");

        await AssertToldAsync(await Assert.ThrowsAsync<VaultException>(ReadAsync), sentence, calls);
        World.Faults.Clear();
        Assert.Equal(Written, await ReadAsync());
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_write_says_why(Fault fault, string sentence, int calls)
    {
        await WarmUpAsync();
        Break(fault, "PUT");

        await AssertToldAsync(await Assert.ThrowsAsync<VaultException>(WriteAsync), sentence, calls);
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_is_not_waited_for_for_long()
    {
        await WarmUpAsync();
        Break(new() { Kind = FaultKind.Delay, Delay = TimeSpan.FromSeconds(30) }, "GET");

        await AssertToldAsync(await Assert.ThrowsAsync<VaultException>(ReadAsync), "did not answer in time", All);
    }

    [Fact]
    public async Task A_name_that_stays_taken_is_told_after_some_seconds()
    {
        await WarmUpAsync();
        Break(Status(409), "PUT");

        await AssertToldAsync(await Assert.ThrowsAsync<VaultException>(WriteAsync), "still deleting or recovering this secret", 20);
    }

    [Fact]
    public async Task A_deleted_name_that_may_not_be_recovered_names_the_role()
    {
        await WriteAsync();
        World.KeyVault.Delete(SecretName, World.Sandbox.Clock.GetUtcNow());
        Break(Status(403), "POST");

        var failure = await Assert.ThrowsAsync<VaultException>(WriteAsync);

        Assert.Contains("Key Vault Secrets Officer", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Reset, null)]
    [InlineData(FaultKind.Status, null)]
    [InlineData(FaultKind.Status, "1")]
    public async Task A_write_that_failed_on_the_way_is_tried_again(FaultKind kind, string? retryAfter)
    {
        await WarmUpAsync();
        World.Fault(new() { Kind = kind, Area = Area.KeyVault, Status = 503, RetryAfter = retryAfter });

        await WriteAsync();

        Assert.Single(Held.Versions);
        Assert.Equal(Written, await ReadAsync());
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_makes_a_second_version_that_says_the_same()
    {
        await WarmUpAsync();
        World.Fault(new() { Kind = FaultKind.LostAnswer, Area = Area.KeyVault });

        await WriteAsync();

        Assert.Equal(2, Held.Versions.Count);
        Assert.Equal([Held.Latest.Value.Reveal()], Held.Versions.Select(v => v.Value.Reveal()).Distinct());
        Assert.Equal(Written, await ReadAsync());
    }

    [Theory]
    [InlineData("RenewalService:Vault:AzureKeyVault:Scope", "https://graph.microsoft.com/.default", "gives it one for 'https://graph.microsoft.com/.default' only")]
    [InlineData("RenewalService:Entra:TenantId", "c0000000-0000-4000-8000-000000000001", "Use a vault of the service's own tenant")]
    [InlineData("RenewalService:Entra:Credential:ClientSecret", "wrong", "There is no token for Key Vault: The renewal service's own credential was refused")]
    public async Task No_token_goes_where_the_configuration_does_not_say(string key, string value, string sentence)
    {
        await using var wrong = await World.StartHostAsync(null, [.. KeyVaultSettings.Of(World.Sandbox.Addresses.Https), (key, value)]);
        World.Sandbox.Calls.Clear();

        var failure = await Assert.ThrowsAsync<VaultException>(() => wrong.Services.GetRequiredService<ISecretVault>().ReadAsync(Registration, Name, default));

        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(VaultCalls, c => c.Caller is not null);
    }

    private void Break(Fault fault, string method) => World.Fault(fault with { Area = Area.KeyVault, Method = method, Count = 100 });

    private async Task AssertToldAsync(VaultException failure, string sentence, int calls)
    {
        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        // The sandbox may still be busy with noticing that a connection is gone.
        await Until.TrueAsync(() => Task.FromResult(VaultCalls.Count >= calls));
        Assert.Equal(calls, VaultCalls.Count);
        Secrecy.AssertAbsent([Written.Secret.Reveal()], [("the failure", Encoding.UTF8.GetBytes($"{failure}"))]);
    }

    private static Fault Status(int status, JsonNode? body = null) => new() { Kind = FaultKind.Status, Status = status, Body = body };

    private static JsonObject Error(string code, string inner) =>
        new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = "no", ["innererror"] = new JsonObject { ["code"] = inner } } };
}
