using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>With <c>--key-vault</c> the started service keeps its secrets in the sandbox's Key Vault.</summary>
public sealed class KeyVaultTests
{
    [Fact]
    public async Task The_rehearsal_succeeds_with_Key_Vault()
    {
        await using var rehearsal = SandboxProcess.Begin(new SandboxStart { Options = ["rehearse", "--key-vault"] });

        Assert.True(await rehearsal.EndsAsync() == 0, rehearsal.Output);
    }

    [Fact]
    public async Task A_checklist_tries_the_vault_out_and_a_reset_forgets_it()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--no-playground", "--key-vault");
        var chat = new SandboxChat(sandbox, "hana@fabrikam.onmicrosoft.com");
        await chat.InstallAsync();
        await chat.SayAsync("renew");
        await chat.SeesAsync("Checked for");

        Assert.Contains(await SecretsAsync(sandbox), s => s.EndsWith("-Trial", StringComparison.Ordinal));

        using var reset = await sandbox.Control.PostAsync("sandbox/reset", null);
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.DoesNotContain(await SecretsAsync(sandbox), s => s.EndsWith("-Trial", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> SecretsAsync(SandboxProcess sandbox)
    {
        var state = await sandbox.Control.GetFromJsonAsync<JsonElement>("sandbox/state");
        return [.. state.GetProperty("keyVault").EnumerateArray().Select(s => s.GetProperty("name").GetString()!)];
    }
}
