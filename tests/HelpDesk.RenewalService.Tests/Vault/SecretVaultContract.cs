using System.Text;
using HelpDesk.Renewals.Secrets;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Vault;

/// <summary>What every vault does, whichever it is. Each test has a registration of its own.</summary>
public abstract class SecretVaultContract(ServiceWorld world, VaultHost host) : ServiceTest(world)
{
    private const string Name = VaultNames.ClientSecret;

    // All four special characters of Entra's secrets.
    private const string Value = "q7x8Q~Rt0_pL-w.Zz31";

    private static readonly DateTimeOffset Ends = new(2028, 11, 24, 9, 30, 15, TimeSpan.Zero);
    private static readonly Guid KeyId = new("11111111-2222-4333-8444-555555555555");

    private readonly Guid _registration = Guid.NewGuid();

    public static TheoryData<Guid?, DateTimeOffset?> KeyIdsAndEnds => new()
    {
        { KeyId, Ends },
        { null, Ends },
        { KeyId, null },
        { null, null },
    };

    protected ISecretVault Vault => host.Vault;

    [Theory]
    [MemberData(nameof(KeyIdsAndEnds))]
    public async Task What_was_written_is_read(Guid? keyId, DateTimeOffset? expires)
    {
        var written = new VaultSecret(new(Value), keyId, expires);
        await Vault.WriteAsync(_registration, Name, written, default);

        Assert.Equal(written, await ReadAsync());
    }

    [Fact]
    public async Task What_was_never_written_is_not_there() => Assert.Null(await ReadAsync());

    [Fact]
    public async Task The_last_write_counts_with_all_that_belongs_to_it()
    {
        await Vault.WriteAsync(_registration, Name, new(new(Value), KeyId, Ends), default);
        var second = new VaultSecret(new("second"), null, Ends.AddYears(1));
        await Vault.WriteAsync(_registration, Name, second, default);

        Assert.Equal(second, await ReadAsync());
    }

    [Fact]
    public async Task What_was_removed_is_not_there_and_may_be_removed_again()
    {
        await WriteAsync(Value);
        await Vault.RemoveAsync(_registration, Name, default);
        Assert.Null(await ReadAsync());

        await Vault.RemoveAsync(_registration, Name, default);
        Assert.Null(await ReadAsync());
    }

    [Theory]
    [MemberData(nameof(KeyIdsAndEnds))]
    public async Task A_value_that_came_in_between_is_not_removed_for_another_one(Guid? keyId, DateTimeOffset? expires)
    {
        await Vault.WriteAsync(_registration, Name, new(new(Value), keyId, expires), default);
        var seen = (await ReadAsync())!;
        var newer = new VaultSecret(new("newer"), Guid.NewGuid(), Ends.AddYears(1));
        await Vault.WriteAsync(_registration, Name, newer, default);

        await Vault.RemoveAsync(_registration, Name, seen, default);
        Assert.Equal(newer, await ReadAsync());

        await Vault.WriteAsync(_registration, Name, seen, default);
        await Vault.RemoveAsync(_registration, Name, seen, default);
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task What_was_never_written_may_be_removed()
    {
        await Vault.RemoveAsync(_registration, Name, default);

        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task A_removed_name_can_be_written_again()
    {
        await WriteAsync(Value);
        await Vault.RemoveAsync(_registration, Name, default);
        await WriteAsync("again");

        Assert.Equal("again", (await ReadAsync())?.Secret.Reveal());
    }

    [Fact]
    public async Task Registrations_and_names_are_separate()
    {
        var other = Guid.NewGuid();
        await WriteAsync(Value);
        await Vault.WriteAsync(other, Name, new(new("other"), null, null), default);
        await Vault.WriteAsync(_registration, VaultNames.SecondaryClientSecret, new(new("secondary"), null, null), default);

        await Vault.RemoveAsync(other, Name, default);

        Assert.Equal(Value, (await ReadAsync())?.Secret.Reveal());
        Assert.Null(await Vault.ReadAsync(other, Name, default));
        Assert.Equal("secondary", (await Vault.ReadAsync(_registration, VaultNames.SecondaryClientSecret, default))?.Secret.Reveal());
    }

    [Fact]
    public async Task Trying_out_touches_nothing_and_leaves_nothing()
    {
        await WriteAsync(Value);

        await Vault.TryOutAsync(default);

        Assert.Equal(Value, (await ReadAsync())?.Secret.Reveal());
        Assert.Equal(0, await TrialsAsync());
    }

    [Fact]
    public async Task No_value_is_in_a_file_a_log_or_a_failure()
    {
        var value = $"{Guid.NewGuid():N}~_-.";
        await WriteAsync(value);
        await ReadAsync();
        await BreakNextReadAsync(_registration);
        var failure = await Assert.ThrowsAsync<VaultException>(ReadAsync);
        await Vault.RemoveAsync(_registration, Name, default);

        Secrecy.AssertAbsent([value], Secrecy.FilesOf(host.Host.Folder));
        Secrecy.AssertAbsent([value], Secrecy.LogsOf(host.Host));
        Secrecy.AssertAbsent([value], [("the failure", Encoding.UTF8.GetBytes($"{failure}"))]);
        Assert.True(host.Host.Logs.Count > 100, "The host was not talkative.");
    }

    [Fact]
    public async Task Who_has_given_up_is_told_so_and_nothing_is_written()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        var up = given.Token;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Vault.WriteAsync(_registration, Name, new(new(Value), null, null), up));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Vault.ReadAsync(_registration, Name, up));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Vault.RemoveAsync(_registration, Name, up));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Vault.TryOutAsync(up));
        Assert.Null(await ReadAsync());
    }

    /// <summary>How many trial values could still be read.</summary>
    protected abstract Task<int> TrialsAsync();

    protected abstract Task BreakNextReadAsync(Guid registration);

    private Task<VaultSecret?> ReadAsync() => Vault.ReadAsync(_registration, Name, default);

    private Task WriteAsync(string value) => Vault.WriteAsync(_registration, Name, new(new SecretText(value), KeyId, Ends), default);
}

public sealed class EmbeddedVaultContractTests(ServiceWorld world, EmbeddedVaultHost host) : SecretVaultContract(world, host), IClassFixture<EmbeddedVaultHost>
{
    protected override Task<int> TrialsAsync() => host.Host.QueryAsync(c => c.VaultEntries.CountAsync(e => e.Name.StartsWith("trial")));

    protected override Task BreakNextReadAsync(Guid registration) => host.Host.QueryAsync(async c =>
    {
        // One changed bit is enough, and leaves the rest of what was encrypted in place.
        var entry = await c.VaultEntries.SingleAsync(e => e.RegistrationId == registration);
        entry.Ciphertext = [.. entry.Ciphertext[..^1], (byte)(entry.Ciphertext[^1] ^ 1)];
        return await c.SaveChangesAsync();
    });
}

public sealed class KeyVaultContractTests(ServiceWorld world, KeyVaultHost host) : SecretVaultContract(world, host), IClassFixture<KeyVaultHost>
{
    protected override Task<int> TrialsAsync() =>
        Task.FromResult(World.KeyVault.Secrets.Where(s => s.Name.EndsWith("-Trial", StringComparison.Ordinal)).Sum(s => s.Versions.Count(v => v.Enabled)));

    protected override Task BreakNextReadAsync(Guid registration)
    {
        World.Fault(new() { Kind = Sandbox.Control.FaultKind.Malformed, Area = Sandbox.Hosting.Area.KeyVault, Method = "GET", Path = $"*{registration:N}*" });
        return Task.CompletedTask;
    }
}
