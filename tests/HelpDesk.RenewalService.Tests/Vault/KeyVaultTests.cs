using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalService.Tests.Vault;

/// <summary>How the service uses Key Vault, seen from Key Vault.</summary>
public sealed class KeyVaultTests(ServiceWorld world, KeyVaultHost host) : KeyVaultTest(world, host)
{
    [Fact]
    public async Task The_value_is_in_the_form_that_the_add_in_reads_with_its_key_ID_and_its_end()
    {
        await WriteAsync();

        var version = Assert.Single(Held.Versions);
        Assert.Equal("cTd4OFF+UnQwX3BMLXcuWnozMQ==", version.Value.Reveal());
        Assert.Equal(("11111111-2222-4333-8444-555555555555", Written.Expires), (version.Tags["keyId"], version.Expires));
        Assert.False(string.IsNullOrEmpty(version.ContentType));
    }

    [Fact]
    public async Task A_read_and_a_write_are_one_call_each_and_taking_away_and_trying_out_two()
    {
        await WarmUpAsync();

        Assert.Equal(["GET 404"], await CallsOfAsync(ReadAsync));
        Assert.Equal(["PUT 200"], await CallsOfAsync(WriteAsync));
        Assert.Equal(["GET 200"], await CallsOfAsync(ReadAsync));
        Assert.Equal(["GET 200", "PATCH 200"], await CallsOfAsync(() => Vault.RemoveAsync(Registration, Name, default)));
        Assert.Equal(["GET 403"], await CallsOfAsync(() => Vault.RemoveAsync(Registration, Name, default)));
        Assert.Equal(["PUT 200", "PATCH 200"], await CallsOfAsync(() => Vault.TryOutAsync(default)));
        Assert.Equal(["PUT 200", "PATCH 200"], await CallsOfAsync(() => Vault.TryOutAsync(default)));
        Assert.Empty(TokenCalls);
    }

    [Fact]
    public async Task The_first_call_learns_where_to_get_a_token_and_later_ones_use_it_again()
    {
        // The SDK remembers challenges by address in the whole process, so this is an address that no other test asks at.
        await using var fresh = await World.StartHostAsync(null, KeyVaultSettings.Of(new($"https://127.0.0.1:{World.Sandbox.Addresses.Https.Port}/")));
        var vault = fresh.Services.GetRequiredService<ISecretVault>();
        World.Sandbox.Calls.Clear();

        await vault.ReadAsync(Registration, Name, default);
        Assert.Equal([401, 404], VaultCalls.Select(c => c.Status));
        Assert.Equal(["token for the app at https://vault.azure.net"], TokenCalls.Select(c => c.Effect!.Split(" with ")[0]));

        await vault.WriteAsync(Registration, Name, Written, default);
        await vault.ReadAsync(Registration, Name, default);
        Assert.Equal([401, 404, 200, 200], VaultCalls.Select(c => c.Status));
        Assert.Single(TokenCalls);
    }

    [Fact]
    public async Task Removed_is_disabled_and_never_deleted()
    {
        await WriteAsync();
        await WriteAsync();
        await Vault.RemoveAsync(Registration, Name, default);

        Assert.Null(Held.DeletedAt);
        Assert.Equal([true, false], Held.Versions.Select(v => v.Enabled));
        // What the version was stays on it.
        Assert.Equal(("11111111-2222-4333-8444-555555555555", Written.Expires), (Held.Latest.Tags["keyId"], Held.Latest.Expires));
        Assert.DoesNotContain(VaultCalls, c => c.Method is "DELETE");
    }

    [Fact]
    public async Task All_trials_share_one_name()
    {
        await Vault.TryOutAsync(default);
        await Vault.TryOutAsync(default);

        var trial = Assert.Single(World.KeyVault.Secrets, s => s.Name.EndsWith("-Trial", StringComparison.Ordinal));
        Assert.Equal([false, false], trial.Versions.Select(v => v.Enabled));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_somebody_deleted_is_not_there_and_is_recovered_before_it_is_written(bool purgeProtected)
    {
        World.Switches.Values = World.Switches.Values with { KeyVaultPurgeProtection = purgeProtected, KeyVaultRecovery = TimeSpan.FromMilliseconds(700) };
        await WriteAsync();
        World.KeyVault.Delete(SecretName, World.Sandbox.Clock.GetUtcNow());
        Assert.Null(await ReadAsync());

        var renewed = Written with { Secret = new("renewed") };
        await Vault.WriteAsync(Registration, Name, renewed, default);

        Assert.Equal(renewed, await ReadAsync());
        Assert.Equal(2, Held.Versions.Count);
        Assert.Equal($"recovers {SecretName}", Assert.Single(VaultCalls, c => c.Method is "POST").Effect);
    }

    [Fact]
    public async Task A_version_that_somebody_disabled_is_not_there_although_an_earlier_one_is()
    {
        await WriteAsync();
        await WriteAsync();
        World.KeyVault.Change(SecretName, Held.Latest.Id, v => v with { Enabled = false });

        Assert.Null(await ReadAsync());
    }

    [Theory]
    [InlineData("7x8Q~Rt0")]
    [InlineData("not base64!")]
    public async Task A_value_in_another_form_is_told_and_not_shown(string value)
    {
        await WriteAsync();
        World.KeyVault.Change(SecretName, Held.Latest.Id, v => v with { Value = new SecretValue(value) });

        var failure = await Assert.ThrowsAsync<VaultException>(ReadAsync);

        Assert.Contains($"{SecretName} is not in the form that HelpDesk reads", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, $"{failure}", StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> CallsOfAsync(Func<Task> operation)
    {
        World.Sandbox.Calls.Clear();
        await operation();
        return VaultCalls.Select(c => $"{c.Method} {c.Status}");
    }
}
