namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Makes the sign-in prompts with what only this SDK can say.</summary>
internal static class OAuthPrompts
{
    private const int TimeoutInMilliseconds = 15 * 60 * 1000;

    // onFailed gets one of the codes that Teams documents for signin/failure, or "unknown", and says what the person is told.
    public static OAuthPrompt Create(
        string id, string connection, string title, string text, bool maySignInSilently, Func<ITurnContext, string, string> onFailed, TimeProvider time)
    {
        var settings = new OAuthPromptSettings
        {
            ConnectionName = connection,
            Title = title,
            Text = text,
            Timeout = TimeoutInMilliseconds,
            EnableSso = maySignInSilently,
            // Whoever can post an event must not be able to hand in a token.
            AcceptTokensFromEvents = false,
            OnSilentSignInFailed = onFailed,
        };
        return new OAuthPrompt(id, settings) { TimeProvider = time };
    }

    /// <summary>Answers a sign-in of Teams that no prompt has taken, so that it is not sent again and is not taken for done.</summary>
    public static async Task RefuseUntakenAsync(ITurnContext turnContext, CancellationToken ct)
    {
        if (turnContext.TurnState.ContainsKey(BotAdapter.InvokeResponseKey))
        {
            return;
        }

        var value = turnContext.Activity.Value;
        var answer = turnContext.Activity.Name == SignInConstants.TokenExchangeOperationName
            ? new InvokeResponse
            {
                Status = 400,
                Body = new TokenExchangeInvokeResponse
                {
                    Id = WireText.Text(value, "id"),
                    ConnectionName = WireText.Text(value, "connectionName"),
                    FailureDetail = "Nobody waits for this sign-in any more.",
                },
            }
            : new InvokeResponse { Status = 404 };
        await turnContext.SendActivityAsync(new Activity { Type = "invokeResponse", Value = answer }, ct);
    }
}
