namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>
/// Makes the sign-in prompts. Whether a connection signs people in silently is for this SDK a matter of the connection alone: the one for
/// another account has no token exchange URL. Time-outs follow this SDK's own clock.
/// </summary>
internal static class OAuthPrompts
{
    private const int TimeoutInMilliseconds = 15 * 60 * 1000;

    // onFailed gets the code of signin/failure and says what the person is told.
    public static OAuthPrompt Create(
        string id, string connection, string title, string text, bool maySignInSilently, Func<ITurnContext, string, string> onFailed, TimeProvider time)
    {
        (_, _) = (maySignInSilently, time);
        var settings = new OAuthPromptSettings { ConnectionName = connection, Title = title, Text = text, Timeout = TimeoutInMilliseconds };
        return new FailureTellingPrompt(id, settings, onFailed);
    }

    /// <summary>This SDK answers a sign-in that no prompt has taken by itself.</summary>
    public static Task RefuseUntakenAsync(ITurnContext turnContext, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The SDK's prompt does not know that Teams tells why it could not sign a person in silently.</summary>
    private sealed class FailureTellingPrompt(string id, OAuthPromptSettings settings, Func<ITurnContext, string, string> onFailed) : OAuthPrompt(id, settings)
    {
        private const int LongestCode = 40;

        public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
        {
            if (dc.Context.Activity is not { Type: ActivityTypes.Invoke, Name: "signin/failure" } activity)
            {
                return await base.ContinueDialogAsync(dc, cancellationToken);
            }

            var code = WireText.Text(activity.Value, "code") is { Length: > 0 and <= LongestCode } named && named.All(char.IsAsciiLetter) ? named : "unknown";
            await dc.Context.SendActivityAsync(onFailed(dc.Context, code), cancellationToken: cancellationToken);
            return new DialogTurnResult(DialogTurnStatus.Waiting);
        }
    }
}
