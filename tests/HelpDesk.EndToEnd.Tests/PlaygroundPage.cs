using Microsoft.Playwright;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The Agents Playground as a person uses it: looks at cards, presses buttons, types.</summary>
internal sealed class PlaygroundPage(IPage page)
{
    private const float Patience = 60_000;

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

    /// <summary>Presses the button; the first one, should the card have several of this name.</summary>
    public async Task PressAsync(string card, string button) => await ButtonOf(card, button).First.ClickAsync();

    /// <summary>Presses a button that asks for a sign-in, and waits for that: an earlier card's link is of no use any more.</summary>
    public async Task PressToSignInAsync(string card, string button)
    {
        var earlier = await SignIns.CountAsync();
        await PressAsync(card, button);
        await SignIns.Nth(earlier).WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
    }

    /// <summary>Presses the latest sign-in card's button, which opens a tab, and picks an account there.</summary>
    public async Task<SignInPage> SignInAsync(string name)
    {
        var tab = await SignInAgainAsync();
        await tab.ChooseAsync(name);
        return tab;
    }

    /// <summary>Presses the latest sign-in card's button, which opens a tab; the browser has a session, so no account is picked there.</summary>
    public async Task<SignInPage> SignInAgainAsync()
    {
        var button = SignIns.Last;
        await button.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await Pictures.TakeAsync("sign-in", path => page.Locator(".fai-OutputCard").Last.ScreenshotAsync(new LocatorScreenshotOptions { Path = path }));
        return new SignInPage(await page.RunAndWaitForPopupAsync(() => button.ClickAsync()));
    }

    public async Task SayAsync(string text)
    {
        await Compose.ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    public Task PictureAsync(string card, string name) =>
        Pictures.TakeAsync(name, path => CardWith(card).ScreenshotAsync(new LocatorScreenshotOptions { Path = path }));

    private ILocator SignIns => page.Locator("[data-tid='hero-card-buttons'] button").Filter(new LocatorFilterOptions { HasText = "Sign in" });

    private ILocator Compose => page.Locator("[data-lexical-editor='true']").First;

    private ILocator CardWith(string text) => page.Locator(".ac-adaptiveCard").Filter(new LocatorFilterOptions { HasText = text }).Last;

    private ILocator ButtonOf(string card, string button) =>
        CardWith(card).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true });
}
