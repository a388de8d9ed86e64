using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Tests.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.KeyVault;

/// <summary>Microsoft's client against the sandbox's vault.</summary>
public sealed class KeyVaultSdkTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private SecretClient Client => new(fixture.Https, new ServiceToken(fixture), new SecretClientOptions
    {
        Transport = new HttpClientTransport(fixture.GetHttpClient()),
        DisableChallengeResourceVerification = true,
        Retry = { MaxRetries = 0 },
    });

    public Task InitializeAsync()
    {
        fixture.StartOver();
        fixture.Sandbox.Calls.Clear();
        fixture.Switches.Values = fixture.Switches.Values with { KeyVaultRecovery = TimeSpan.FromMilliseconds(300) };
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_set_makes_a_version_and_the_latest_is_what_is_given()
    {
        var ends = new DateTimeOffset(2028, 5, 1, 12, 0, 0, TimeSpan.Zero);
        var secret = new KeyVaultSecret("one", "first") { Properties = { ContentType = "text", ExpiresOn = ends, Tags = { ["keyId"] = "42" } } };
        var first = (await Client.SetSecretAsync(secret)).Value;
        await Client.SetSecretAsync("one", "second");

        var latest = (await Client.GetSecretAsync("one")).Value;
        var earlier = (await Client.GetSecretAsync("one", first.Properties.Version)).Value;

        Assert.Equal("second", latest.Value);
        Assert.Equal(("first", "text", ends, "42"), (earlier.Value, earlier.Properties.ContentType, earlier.Properties.ExpiresOn, earlier.Properties.Tags["keyId"]));
        Assert.Equal(2, await Client.GetPropertiesOfSecretVersionsAsync("one").CountAsync());
    }

    [Fact]
    public async Task A_disabled_version_is_not_given_and_no_earlier_one_steps_in()
    {
        await Client.SetSecretAsync("one", "first");
        var second = (await Client.SetSecretAsync("one", "second")).Value;
        second.Properties.Enabled = false;
        Assert.False((await Client.UpdateSecretPropertiesAsync(second.Properties)).Value.Enabled);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Client.GetSecretAsync("one"));

        Assert.Equal(403, refused.Status);
        Assert.Contains("SecretDisabled", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_name_is_not_given_cannot_be_set_and_comes_back_after_a_moment()
    {
        await Client.SetSecretAsync("one", "first");
        await (await Client.StartDeleteSecretAsync("one")).WaitForCompletionAsync();

        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => Client.GetSecretAsync("one"))).Status);
        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => Client.SetSecretAsync("one", "second"));
        Assert.Equal(409, conflict.Status);
        Assert.Contains("ObjectIsDeletedButRecoverable", conflict.Message, StringComparison.Ordinal);

        var recovery = await Client.StartRecoverDeletedSecretAsync("one");
        Assert.Contains("ObjectIsBeingRecovered", (await Assert.ThrowsAsync<RequestFailedException>(() => Client.SetSecretAsync("one", "second"))).Message, StringComparison.Ordinal);
        await recovery.WaitForCompletionAsync();
        Assert.Equal("first", (await Client.GetSecretAsync("one")).Value.Value);
        await Client.SetSecretAsync("one", "second");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Purge_protection_keeps_a_deleted_secret(bool isProtected)
    {
        fixture.Switches.Values = fixture.Switches.Values with { KeyVaultPurgeProtection = isProtected };
        await Client.SetSecretAsync("one", "first");
        await Client.StartDeleteSecretAsync("one");

        var refused = await Record.ExceptionAsync(() => Client.PurgeDeletedSecretAsync("one"));

        Assert.Equal(isProtected ? 403 : null, (refused as RequestFailedException)?.Status);
        var stillThere = await Record.ExceptionAsync(() => Client.GetDeletedSecretAsync("one"));
        Assert.Equal(isProtected, stillThere is null);
    }

    [Fact]
    public async Task The_client_learns_where_to_get_a_token_from_the_first_refusal_and_never_sends_a_value_without_one()
    {
        // Another spelling of the address, which no other test has asked at: the client remembers challenges by address.
        var client = new SecretClient(new Uri($"https://127.0.0.1:{fixture.Https.Port}/"), new ServiceToken(fixture), new SecretClientOptions
        {
            Transport = new HttpClientTransport(fixture.GetHttpClient()),
            DisableChallengeResourceVerification = true,
        });

        await client.SetSecretAsync("one", "first");
        await client.GetSecretAsync("one");

        Assert.Equal([401, 200, 200], fixture.Sandbox.Calls.Calls.Where(c => c.Area is Area.KeyVault).Select(c => c.Status));
    }

    private sealed class ServiceToken(SandboxFixture fixture) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var result = await fixture.Msal(fixture.World.Own.Service, WorldIds.Vendor.Tenant).AcquireTokenForClient(requestContext.Scopes).ExecuteAsync(cancellationToken);
            return new(result.AccessToken, result.ExpiresOn);
        }
    }
}
