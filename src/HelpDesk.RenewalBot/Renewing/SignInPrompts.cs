using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>The sign-in prompts, and how to be signed out of all of them.</summary>
internal sealed partial class SignInPrompts
{
    public const string OwnAccount = "signIn";
    public const string OtherAccount = "signInOther";
    public const string Identify = "identify";

    private readonly OAuthPrompt[] _prompts;
    private readonly ILogger<SignInPrompts> _log;

    public SignInPrompts(IOptions<SignInOptions> options, TimeProvider time, ILogger<SignInPrompts> log)
    {
        _log = log;
        _prompts = [.. Texts.All.SelectMany(In)];

        // An SDK's prompt speaks one language for good, so there is a set of them for each.
        IEnumerable<OAuthPrompt> In(Texts texts) =>
        [
            Create(texts, OwnAccount, options.Value.ConnectionName, texts.OAuthText, maySignInSilently: true),
            Create(texts, OtherAccount, options.Value.OtherAccountConnectionName, texts.OAuthOtherText, maySignInSilently: false),
            Create(texts, Identify, options.Value.ConnectionName, texts.OAuthIdentifyText, maySignInSilently: true),
        ];

        OAuthPrompt Create(Texts texts, string prompt, string connection, string text, bool maySignInSilently) => OAuthPrompts.Create(
            Id(prompt, texts), connection, texts.OAuthTitle, text, maySignInSilently, (turnContext, code) => Failed(turnContext, prompt, code), time);
    }

    public IEnumerable<Dialog> All => _prompts;

    /// <summary>Gets the token of an account: at once if the token service has it, else after the person has signed in.</summary>
    public static Task<DialogTurnResult> AskAsync(WaterfallStepContext step, string prompt, CancellationToken ct) =>
        step.PromptAsync(
            Id(prompt, Chats.Of(step.Context).Texts),
            new PromptOptions { RetryPrompt = MessageFactory.Text(Chats.Of(step.Context).Texts.OAuthAgain) },
            ct);

    /// <summary>
    /// Signs out of both connections. A token service that fails does not fail what the person came for: the next run signs out
    /// again before it asks for a token.
    /// </summary>
    /// <returns>Whether nobody is signed in any more.</returns>
    public async Task<bool> SignOutAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var isOut = true;
        // One of each connection; the language makes no difference here.
        foreach (var prompt in _prompts.Take(2))
        {
            try
            {
                await prompt.SignOutUserAsync(turnContext, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Log.NotSignedOut(_log, e, prompt.Id);
                isOut = false;
            }
        }

        return isOut;
    }

    // The English ones are in stored conversations by their plain names.
    private static string Id(string prompt, Texts texts) => texts == Texts.All[0] ? prompt : $"{prompt}.{texts.Language}";

    private string Failed(ITurnContext turnContext, string prompt, string code)
    {
        Log.NotSilently(_log, prompt, code);
        return Chats.Of(turnContext).Texts.SignInFailed(code);
    }

    private static partial class Log
    {
        [LoggerMessage(3051, LogLevel.Warning, "Teams could not sign a person in silently with {Prompt}: {Code}. They are offered the link.")]
        public static partial void NotSilently(ILogger logger, string prompt, string code);

        [LoggerMessage(3040, LogLevel.Error, "The person could not be signed out of {Prompt}; the next renewal tries again first.")]
        public static partial void NotSignedOut(ILogger logger, Exception exception, string prompt);
    }
}
