using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.Teams;

namespace HelpDesk.Sandbox.Rehearsal;

/// <summary>The story, step by step. It presses buttons by their words, as a person does.</summary>
internal sealed class Play(SandboxHost sandbox, TeamsClient teams, Transcript transcript)
{
    private const string Application = "HelpDesk";
    private const string AddIn = "HelpDesk for SharePoint";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Messages, and versions of them, that were there before the last press: an answer is something newer.
    private readonly Dictionary<string, int> _old = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        transcript.Heading("The warning comes unasked");
        transcript.Does("installs the bot.");
        MarkOld();
        await teams.InstallAsync(cancellationToken);
        var warning = await WaitForAsync(c => c.Text.Contains("14 days", StringComparison.Ordinal) && c.FindButton("Renew now") is not null, "the warning", cancellationToken);

        transcript.Heading("Renewing an Entra application's secret");
        await PressAsync(warning, "Renew now", cancellationToken);
        await CheckSignInConfirmAsync(cancellationToken);
        await WaitForAsync(c => Says(c, "proven:") && !Says(c, "next:"), "that the new secret is proven", cancellationToken);

        await SayAsync("status", cancellationToken);
        await WaitForAsync(c => c.Text.Contains(Application, StringComparison.Ordinal), "the status", cancellationToken);

        transcript.Heading("Renewing an add-in's secret in ACS");
        await SayAsync("renew", cancellationToken);
        var choice = await WaitForAsync(c => c.FindButton(AddIn) is not null, "the choice of secrets", cancellationToken);
        await PressAsync(choice, AddIn, cancellationToken);
        await CheckSignInConfirmAsync(cancellationToken);
        await WaitForAsync(c => Says(c, "proof follows"), "that the new secret propagates", cancellationToken);

        transcript.Heading("76 days later");
        MarkOld();
        sandbox.Clock.Advance(TimeSpan.FromDays(76));
        await WaitForAsync(c => Says(c, $"{AddIn}: renewed and proven"), "that the add-in's secret is proven", cancellationToken);
        transcript.ShowChat();
    }

    private async Task CheckSignInConfirmAsync(CancellationToken cancellationToken)
    {
        var checklist = await WaitForAsync(c => c.FindButton("Continue") is not null, "the checks", cancellationToken);
        await PressAsync(checklist, "Continue", cancellationToken);

        var next = await WaitForAsync(c => SignInButton(c) is not null || ConfirmButton(c) is not null, "the sign-in", cancellationToken);
        if (next.Cards.Select(SignInButton).OfType<CardButton>().FirstOrDefault() is { } signIn)
        {
            await SignInAsync(signIn, cancellationToken);
            next = await WaitForAsync(c => ConfirmButton(c) is not null, "the confirmation", cancellationToken);
        }

        await PressAsync(next, next.Cards.Select(ConfirmButton).OfType<CardButton>().First().Title, cancellationToken);
    }

    private async Task SignInAsync(CardButton button, CancellationToken cancellationToken)
    {
        transcript.ShowChat();
        transcript.Does($"presses [{button.Title}] and signs in on the identity's page.");
        MarkOld();
        using var browser = new SignInBrowser();
        var page = await browser.SignInAsync(new Uri(button.Url!), teams.Person, cancellationToken);
        foreach (var visited in browser.Visited)
        {
            transcript.Note($"  [page] {visited.Title}");
        }

        if (page.Code is { } code)
        {
            await SayAsync(code, cancellationToken);
        }
        else if (page.Status != StatusCodes.Status200OK)
        {
            throw new LaunchException($"The sign-in failed: {page.Text}");
        }
    }

    private async Task PressAsync(ChatMessage message, string button, CancellationToken cancellationToken)
    {
        transcript.ShowChat();
        transcript.Does($"presses [{button}].");
        MarkOld();
        var result = await teams.ClickAsync(message, button, cancellationToken: cancellationToken);
        if (result.Answer is { IsSuccess: false } || result.CardStatus is >= 400)
        {
            throw new LaunchException($"The bot answered [{button}] with {result.CardStatus}: {result.Answer?.Body?.ToJsonString()}");
        }
    }

    private async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        transcript.ShowChat();
        transcript.Does($"types: {text}");
        MarkOld();
        await teams.SayAsync(text, cancellationToken);
    }

    private async Task<ChatMessage> WaitForAsync(Func<CardView, bool> wanted, string what, CancellationToken cancellationToken)
    {
        var message = await teams.WaitForMessageAsync(m => IsNew(m) && m.Cards.Any(wanted), what, Patience, cancellationToken);
        transcript.ShowChat();
        return message;
    }

    private void MarkOld()
    {
        foreach (var message in teams.Chat.Messages)
        {
            _old[message.Id] = message.Versions.Count;
        }
    }

    private bool IsNew(ChatMessage message) => message.Versions.Count > _old.GetValueOrDefault(message.Id);

    private static bool Says(CardView card, string text) => card.Text.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static CardButton? SignInButton(CardView card) => card.IsOAuth ? card.Buttons.FirstOrDefault(b => b.Url is not null) : null;

    private static CardButton? ConfirmButton(CardView card) =>
        card.FindButton("confirm") ?? card.FindButton("Renew the secret") ?? card.FindButton("Confirm") ?? card.FindButton("Renew");
}
