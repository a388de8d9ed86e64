using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Sandbox.Rehearsal;
using HelpDesk.Sandbox.World;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>Somebody's chat in the sandbox's Teams, over its control address.</summary>
internal sealed class SandboxChat(SandboxProcess sandbox, string person)
{
    private Dictionary<string, int> _seen = [];

    public Task InstallAsync() => PostAsync("install", new { });

    public Task SayAsync(string text) => PostAsync("say", new { text });

    /// <summary>Presses a button of the latest message that has it.</summary>
    public Task PressAsync(string button) => PostAsync("click", new { button });

    /// <summary>What the latest message with these words says, as text; only what has come or changed since the last step counts.</summary>
    public async Task<string> SeesAsync(string words)
    {
        var found = "";
        await Poll.UntilAsync(
            async () => (found = (await ReadAsync()).LastOrDefault(m => IsNew(m) && m.Text.Contains(words, StringComparison.Ordinal))?.Text ?? "").Length > 0,
            () => $"\"{words}\" in the chat of {person}");
        return found;
    }

    /// <summary>Follows the sign-in card as this or another account.</summary>
    public async Task SignInAsync(string login)
    {
        var address = "";
        await Poll.UntilAsync(async () => (address = await SignInAddressAsync()).Length > 0, () => $"a sign-in card in the chat of {person}");
        using var browser = new SignInBrowser();
        var account = new SandboxWorld(TimeProvider.System).FindPersonByName(login)!;
        var page = await browser.SignInAsync(new Uri(address), account);
        if (page.Code is { } code)
        {
            await SayAsync(code);
        }
    }

    private async Task PostAsync(string verb, object body)
    {
        _seen = (await ReadAsync()).ToDictionary(m => m.Id, m => m.Version);
        (await sandbox.Control.PostAsJsonAsync($"sandbox/chats/{Uri.EscapeDataString(person)}/{verb}", body)).EnsureSuccessStatusCode();
    }

    private async Task<string> SignInAddressAsync()
    {
        var chat = await sandbox.Control.GetFromJsonAsync<JsonElement>($"sandbox/chats/{Uri.EscapeDataString(person)}");
        return chat.GetProperty("messages").EnumerateArray().SelectMany(m => m.GetProperty("cards").EnumerateArray())
            .Where(c => c.TryGetProperty("buttons", out _))
            .Select(c => c.GetProperty("buttons")[0].GetProperty("value").GetString() ?? "")
            .LastOrDefault() ?? "";
    }

    private bool IsNew(Message message) => message.Version > _seen.GetValueOrDefault(message.Id);

    private async Task<IReadOnlyList<Message>> ReadAsync()
    {
        var chat = await sandbox.Control.GetFromJsonAsync<JsonElement>($"sandbox/chats/{Uri.EscapeDataString(person)}");
        SecretScan.AssertAbsent($"the chat of {person}", chat.GetRawText());
        return
        [
            .. from message in chat.GetProperty("messages").EnumerateArray()
               select new Message(message.GetProperty("id").GetString()!, message.GetProperty("version").GetInt32(), message.GetProperty("asText").GetString() ?? ""),
        ];
    }

    private sealed record Message(string Id, int Version, string Text);
}
