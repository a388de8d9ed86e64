using Microsoft.Playwright;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>A tab with the identity provider's pages.</summary>
internal sealed class SignInPage(IPage page) : IAsyncDisposable
{
    public Task ChooseAsync(string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).First.ClickAsync();

    public Task ShowsAsync(string heading) => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading }).WaitForAsync();

    /// <summary>The code that a person reads on the last page.</summary>
    public async Task<string> CodeAsync() => new([.. (await page.Locator(".code").First.InnerTextAsync()).Where(char.IsAsciiDigit)]);

    public Task PictureAsync(string name) => Pictures.TakeAsync(name, path => page.ScreenshotAsync(new PageScreenshotOptions { Path = path }));

    public async ValueTask DisposeAsync() => await page.CloseAsync();
}
