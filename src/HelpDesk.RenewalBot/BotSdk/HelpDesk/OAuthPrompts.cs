namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Makes the sign-in prompts with what only this SDK can say.</summary>
internal static class OAuthPrompts
{
    private const int TimeoutInMilliseconds = 15 * 60 * 1000;

    public static OAuthPrompt Create(string id, string connection, string title, string text, bool maySignInSilently) => new(
        id,
        new OAuthPromptSettings
        {
            ConnectionName = connection,
            Title = title,
            Text = text,
            Timeout = TimeoutInMilliseconds,
            EnableSso = maySignInSilently,
            // Whoever can post an event must not be able to hand in a token.
            AcceptTokensFromEvents = false,
        });
}
