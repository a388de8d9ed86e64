using HelpDesk.RenewalBot.Cards;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>The sign-in prompts, and how to be signed out of all of them.</summary>
internal sealed class SignInPrompts
{
    public const string OwnAccount = "signIn";
    public const string OtherAccount = "signInOther";
    public const string Identify = "identify";
    private const int TimeoutInMilliseconds = 15 * 60 * 1000;

    private readonly OAuthPrompt[] _prompts;

    public SignInPrompts(IOptions<SignInOptions> options)
    {
        var texts = Texts.For(null);
        _prompts =
        [
            Prompt(OwnAccount, options.Value.ConnectionName, texts.OAuthTitle, texts.OAuthText),
            Prompt(OtherAccount, options.Value.OtherAccountConnectionName, texts.OAuthTitle, texts.OAuthOtherText),
            Prompt(Identify, options.Value.ConnectionName, texts.OAuthTitle, texts.OAuthIdentifyText),
        ];
    }

    public IEnumerable<Dialog> All => _prompts;

    public async Task SignOutAsync(ITurnContext turnContext, CancellationToken ct)
    {
        await _prompts[0].SignOutUserAsync(turnContext, ct);
        await _prompts[1].SignOutUserAsync(turnContext, ct);
    }

    private static OAuthPrompt Prompt(string id, string connection, string title, string text) => new(
        id,
        new OAuthPromptSettings { ConnectionName = connection, Title = title, Text = text, Timeout = TimeoutInMilliseconds });
}
