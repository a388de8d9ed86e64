using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>A fresh sandbox with its chat window open in a browser; when the story fails, a picture and a trace of it are kept.</summary>
internal static class ChatWindow
{
    private static string Kept => Path.Combine(AppContext.BaseDirectory, "failures");

    public static async Task PlayAsync(Func<PlaygroundPage, SandboxProcess, Task> story, SandboxStart? start = null, [CallerMemberName] string name = "")
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Tools.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 1100 } });
        await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = true, Snapshots = true });
        await using var sandbox = await SandboxProcess.StartAsync(start ?? new());
        var page = await context.NewPageAsync();
        try
        {
            var chat = new PlaygroundPage(page);
            await chat.OpenAsync(sandbox.Playground);
            await story(chat, sandbox);
            SecretScan.AssertAbsent("the chat window", await page.ContentAsync());
        }
        catch
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Kept, $"{name}.png") });
            await context.Tracing.StopAsync(new TracingStopOptions { Path = Path.Combine(Kept, $"{name}.zip") });
            throw;
        }
    }
}
