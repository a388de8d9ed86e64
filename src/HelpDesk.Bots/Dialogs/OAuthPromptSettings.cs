namespace HelpDesk.Bots.Dialogs;

/// <summary>How a person signs in.</summary>
public sealed class OAuthPromptSettings
{
    /// <summary>The OAuth connection of the bot's registration.</summary>
    public required string ConnectionName { get; set; }

    /// <summary>What is on the button.</summary>
    public string? Title { get; set; }

    /// <summary>What is on the card.</summary>
    public string? Text { get; set; }

    /// <summary>How many milliseconds the prompt waits; 15 minutes when unset.</summary>
    public int? Timeout { get; set; }

    /// <summary>Whether a message that is no code ends the prompt without a token.</summary>
    public bool EndOnInvalidMessage { get; set; }

    /// <summary>False leaves the link off the button, for clients that make their own. The Playground and Teams need it.</summary>
    public bool? ShowSignInLink { get; set; }

    /// <summary>
    /// Whether Teams may sign the person in silently, in personal chats. False for a connection that is meant for another account than the
    /// one that uses Teams: the card then always asks for an account, and a token that is offered for exchange is refused.
    /// </summary>
    public bool EnableSso { get; set; } = true;

    /// <summary>
    /// Whether a token in a tokens/response event is taken as it is. False lets the event only say that somebody has signed in, and asks the
    /// token service for the token: the Emulator makes up tokens that no service accepts.
    /// </summary>
    public bool AcceptTokensFromEvents { get; set; } = true;

    /// <summary>
    /// Called when Teams reports that silent sign-in has failed, with one of <see cref="SignInFailureCodes"/>: the place to log the code. Returns
    /// what the person is told with the link. Unset: the next step, in English.
    /// </summary>
    public Func<ITurnContext, string, string?>? OnSilentSignInFailed { get; set; }
}
