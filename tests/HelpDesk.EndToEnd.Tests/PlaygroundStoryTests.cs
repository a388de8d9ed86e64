using Microsoft.Playwright;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The product as an admin meets it: the Agents Playground in Chromium, and the newcomer's command behind it.</summary>
public sealed class PlaygroundStoryTests
{
    [BrowserFact]
    public Task From_the_unasked_warning_to_the_proven_outcome() => ChatWindow.PlayAsync(async (chat, sandbox) =>
    {
        var before = await sandbox.DirectoryAsync();
        await chat.SeesCardAsync("HelpDesk's client secret expires in 14 days");
        await chat.PictureAsync("Hello!", "greeting");
        await chat.PictureAsync("expires in 14 days", "warning");

        await chat.PressAsync("expires in 14 days", "Renew now");
        await chat.SeesCardAsync("Nothing is in the way");
        await chat.PictureAsync("Nothing is in the way", "checklist");
        await chat.PressAsync("Nothing is in the way", "Continue");
        await SignInAsync(chat, "Ada Lindqvist");
        await chat.SeesCardAsync("Ready to renew");
        await chat.PictureAsync("Ready to renew", "confirm");
        await chat.PressAsync("Ready to renew", "Renew the secret");
        await chat.SeesCardAsync("HelpDesk: renewed and proven");
        await chat.PictureAsync("HelpDesk: renewed and proven", "proven");

        var added = (await sandbox.DirectoryAsync()).NewPasswords(before, "HelpDesk");
        var proof = Assert.Single(added);
        Assert.True(proof.HasToken, "No token was obtained with the new secret.");

        await chat.SayAsync("status");
        var status = await chat.SeesCardAsync("Your secrets");
        Assert.Contains($"valid until {proof.End:d MMM yyyy}", await status.InnerTextAsync(), StringComparison.Ordinal);
        await chat.PictureAsync("Your secrets", "status");
    });

    private static async Task SignInAsync(PlaygroundPage chat, string name)
    {
        var page = await chat.OpensAsync("Sign in");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "You are signed in" }).WaitForAsync();
        await page.CloseAsync();
    }
}
