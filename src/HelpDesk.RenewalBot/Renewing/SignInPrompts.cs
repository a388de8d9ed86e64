using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>The sign-in prompts, and how to be signed out of all of them.</summary>
internal sealed class SignInPrompts
{
    public const string OwnAccount = "signIn";
    public const string OtherAccount = "signInOther";
    public const string Identify = "identify";

    private readonly OAuthPrompt[] _prompts;

    public SignInPrompts(IOptions<SignInOptions> options)
    {
        var texts = Texts.For(null);
        _prompts =
        [
            OAuthPrompts.Create(OwnAccount, options.Value.ConnectionName, texts.OAuthTitle, texts.OAuthText, maySignInSilently: true),
            OAuthPrompts.Create(OtherAccount, options.Value.OtherAccountConnectionName, texts.OAuthTitle, texts.OAuthOtherText, maySignInSilently: false),
            OAuthPrompts.Create(Identify, options.Value.ConnectionName, texts.OAuthTitle, texts.OAuthIdentifyText, maySignInSilently: true),
        ];
    }

    public IEnumerable<Dialog> All => _prompts;

    /// <summary>Gets the token of an account: at once if the token service has it, else after the person has signed in.</summary>
    public static Task<DialogTurnResult> AskAsync(WaterfallStepContext step, string prompt, CancellationToken ct) =>
        step.PromptAsync(prompt, new PromptOptions { RetryPrompt = MessageFactory.Text(Chats.Of(step.Context).Texts.OAuthAgain) }, ct);

    public async Task SignOutAsync(ITurnContext turnContext, CancellationToken ct)
    {
        await _prompts[0].SignOutUserAsync(turnContext, ct);
        await _prompts[1].SignOutUserAsync(turnContext, ct);
    }
}
