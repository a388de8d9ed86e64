using Microsoft.Playwright;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The Agents Playground as a person uses it: looks at cards, presses buttons, types.</summary>
internal sealed class PlaygroundPage(IPage page, string? screenshots)
{
    private const float Patience = 30_000;

    public IPage Page => page;

    public ILocator Cards => page.Locator(".ac-adaptiveCard");

    public ILocator CardWith(string text) => Cards.Filter(new LocatorFilterOptions { HasText = text }).Last;

    public async Task OpenAsync(string address)
    {
        await page.GotoAsync(address);
        await page.Locator("[data-lexical-editor='true']").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
    }

    public async Task<ILocator> SeesCardAsync(string text, float patience = Patience)
    {
        var card = CardWith(text);
        await card.WaitForAsync(new LocatorWaitForOptions { Timeout = patience });
        return card;
    }

    public async Task SeesTextAsync(string text) =>
        await page.GetByText(text).Last.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });

    public async Task PressAsync(string card, string button) =>
        await CardWith(card).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button }).ClickAsync();

    public async Task SayAsync(string text)
    {
        var box = page.Locator("[data-lexical-editor='true']").First;
        await box.ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Keeps a picture of a card when the run was asked for pictures (<c>HELPDESK_SCREENSHOTS</c> names the folder).</summary>
    public async Task PictureAsync(string cardText, string name)
    {
        if (screenshots is not null)
        {
            await CardWith(cardText).ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(screenshots, $"{name}.png") });
        }
    }
}
