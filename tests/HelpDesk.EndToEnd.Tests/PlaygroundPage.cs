using Microsoft.Playwright;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The Agents Playground as a person uses it: looks at cards, presses buttons, types.</summary>
internal sealed class PlaygroundPage(IPage page)
{
    private const float Patience = 20_000;

    /// <summary>Names the folder for pictures of the cards; without it none are taken.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HELPDESK_SCREENSHOTS");

    public async Task OpenAsync(string address)
    {
        await page.GotoAsync(address);
        await Compose.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
    }

    /// <summary>Waits for a card with this text, however it comes: as a message or by an edit.</summary>
    public async Task<ILocator> SeesCardAsync(string text)
    {
        var card = CardWith(text);
        await card.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        return card;
    }

    public async Task SeesTextAsync(string text) =>
        await page.GetByText(text).Last.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });

    public async Task PressAsync(string card, string button) => await ButtonOf(card, button).ClickAsync();

    /// <summary>Presses a sign-in card's button, which opens a page in a tab of its own.</summary>
    public async Task<IPage> OpensAsync(string button)
    {
        var opener = page.Locator("[data-tid='hero-card-buttons'] button").Filter(new LocatorFilterOptions { HasText = button }).Last;
        await opener.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        return await page.RunAndWaitForPopupAsync(() => opener.ClickAsync());
    }

    public async Task SayAsync(string text)
    {
        await Compose.ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task PictureAsync(string cardText, string name)
    {
        if (Pictures is not null)
        {
            await CardWith(cardText).ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.png") });
        }
    }

    private ILocator Compose => page.Locator("[data-lexical-editor='true']").First;

    private ILocator CardWith(string text) => page.Locator(".ac-adaptiveCard").Filter(new LocatorFilterOptions { HasText = text }).Last;

    private ILocator ButtonOf(string card, string button) =>
        CardWith(card).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true });
}
