using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>A reset tells the story anew in every process: the sandbox, the service and the bot.</summary>
public sealed class ResetTests
{
    [Fact]
    public async Task After_a_reset_the_bot_warns_again_as_if_nothing_had_been()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--no-playground");
        await InstallAsync(sandbox);
        await SeesAsync(sandbox, "expires in 14 days");
        await sandbox.AdvanceAsync("P76D");
        await SeesAsync(sandbox, "has expired");

        using var reset = await sandbox.Control.PostAsync("sandbox/reset", null);
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Equal("", await ChatAsync(sandbox));

        await InstallAsync(sandbox);
        await SeesAsync(sandbox, "expires in 14 days");
        using var status = await sandbox.Control.PostAsJsonAsync("sandbox/chats/ada/say", new { text = "status" });
        await SeesAsync(sandbox, "Your secrets");
        Assert.DoesNotContain("has expired", await ChatAsync(sandbox), StringComparison.Ordinal);
    }

    private static async Task InstallAsync(SandboxProcess sandbox) =>
        (await sandbox.Control.PostAsync("sandbox/chats/ada/install", null)).EnsureSuccessStatusCode();

    private static async Task SeesAsync(SandboxProcess sandbox, string text)
    {
        var seen = "";
        await Poll.UntilAsync(async () => (seen = await ChatAsync(sandbox)).Contains(text, StringComparison.Ordinal), () => $"\"{text}\" in Ada's chat:\n{seen}");
    }

    /// <summary>Everything that Ada's chat shows now.</summary>
    private static async Task<string> ChatAsync(SandboxProcess sandbox)
    {
        var chat = await sandbox.Control.GetFromJsonAsync<JsonElement>("sandbox/chats/ada");
        return string.Join('\n', chat.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("asText").GetString()));
    }
}
