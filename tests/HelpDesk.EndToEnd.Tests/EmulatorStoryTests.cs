using HelpDesk.Sandbox.Rehearsal;
using HelpDesk.Sandbox.World;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The same story in the Bot Framework Emulator: buttons are submits, news is posted, a sign-in ends with a typed code.</summary>
public sealed class EmulatorStoryTests
{
    private static readonly Person Ada = new SandboxWorld(TimeProvider.System).FindPersonByName("ada@contoso.onmicrosoft.com")!;

    [Fact]
    public async Task From_the_sign_in_to_the_proven_outcome()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--no-playground");
        await using var emulator = await EmulatorServer.OpenAsync(sandbox.Bot);
        var before = await sandbox.DirectoryAsync();

        await emulator.PressAsync(await emulator.SeesCardAsync("I can't see who you are"), "Sign in");
        await emulator.SeesSignInAsync();
        await emulator.SignInEmulatedAsync("HelpDeskRenewal");
        await emulator.SeesCardAsync("I can't accept it");

        await emulator.SayAsync("status");
        await SignInAsync(emulator);
        await emulator.SeesTextAsync("you are signed in as Ada Lindqvist");
        var warning = await emulator.SeesCardAsync("expires in 14 days");
        await emulator.PressAsync(warning, "Renew now");
        await emulator.PressAsync(await emulator.SeesCardAsync("Nothing is in the way"), "Continue");
        await SignInAsync(emulator);
        await emulator.PressAsync(await emulator.SeesCardAsync("Ready to renew"), "Renew the secret");
        await emulator.SeesCardAsync("HelpDesk: renewed and proven");

        Assert.True(Assert.Single((await sandbox.DirectoryAsync()).NewPasswords(before, "HelpDesk")).HasToken);
        Assert.Empty(emulator.Refusals);
    }

    private static async Task SignInAsync(EmulatorServer emulator)
    {
        using var browser = new SignInBrowser();
        var page = await browser.SignInAsync(await emulator.SeesSignInAsync(), Ada);
        await emulator.SayAsync(page.Code ?? throw new InvalidOperationException($"The sign-in ended without a code: {page.Text}"));
    }
}
