using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Makes and sends the card that asks to sign in.</summary>
internal static class OAuthCards
{
    /// <returns>Whether the card lets Teams sign the person in silently.</returns>
    public static async Task<bool> SendAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, IMessageActivity? prompt, bool isSsoWanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(turnContext);
        var resource = await ClientOf(turnContext)
            .GetSignInResourceAsync(settings.ConnectionName, turnContext.Activity, null, cancellationToken);
        var isSso = isSsoWanted && settings.EnableSso && IsPersonal(turnContext.Activity.Conversation) && resource.TokenExchangeResource is not null;
        var button = new CardAction(
            ActionTypes.Signin, settings.Title ?? "Sign in", value: settings.ShowSignInLink == false ? null : resource.SignInLink);
        var card = new OAuthCard(settings.Text, settings.ConnectionName, [button])
        {
            TokenExchangeResource = isSso ? resource.TokenExchangeResource : null,
            TokenPostResource = isSso ? resource.TokenPostResource : null,
        };

        var message = (prompt as Activity)?.Copy() ?? new Activity(ActivityTypes.Message);
        message.InputHint ??= InputHints.AcceptingInput;
        message.Attachments = [.. message.Attachments ?? [], new Attachment(OAuthCard.ContentType, content: card)];
        await turnContext.SendActivityAsync(message, cancellationToken);
        return isSso;
    }

    public static UserTokenClient ClientOf(ITurnContext turnContext) => turnContext.TurnState.Get<UserTokenClient>()
        ?? throw new InvalidOperationException("The turn's state has no UserTokenClient: the adapter cannot sign people in.");

    /// <summary>Silent sign-in exists in one-to-one chats only. The Emulator says nothing about its conversations, which are such.</summary>
    private static bool IsPersonal(ConversationAccount conversation) =>
        conversation.IsGroup != true && conversation.ConversationType is null or "" or "personal";
}
