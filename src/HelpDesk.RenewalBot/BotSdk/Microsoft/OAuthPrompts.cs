namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>
/// Makes the sign-in prompts. Whether a connection signs people in silently is for this SDK a matter of the connection alone: the one for
/// another account has no token exchange URL.
/// </summary>
internal static class OAuthPrompts
{
    private const int TimeoutInMilliseconds = 15 * 60 * 1000;

    public static OAuthPrompt Create(string id, string connection, string title, string text, bool maySignInSilently)
    {
        _ = maySignInSilently;
        return new OAuthPrompt(
            id, new OAuthPromptSettings { ConnectionName = connection, Title = title, Text = text, Timeout = TimeoutInMilliseconds });
    }
}
