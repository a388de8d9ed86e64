using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Renewing;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>
/// The edge of a turn: what nobody expected is logged once and told politely, the dialog starts afresh, and nobody stays signed in. When
/// another turn has saved first, its state stands.
/// </summary>
internal sealed partial class ChatErrors(ConversationState conversations, SignInPrompts prompts, ILogger<ChatErrors> log)
{
    public async Task HandleAsync(ITurnContext turnContext, Exception exception)
    {
        var reference = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
        Log.TurnFailed(log, exception, turnContext.Activity.Type, turnContext.Activity.ChannelId, reference);
        try
        {
            var texts = Chats.IsEntered(turnContext) ? Chats.Of(turnContext).Texts : Texts.For(turnContext.Activity.Locale);
            if (StateStorage.IsConflict(exception))
            {
                await TellAsync(turnContext, texts.TooMuchAtOnce);
                return;
            }

            await conversations.DeleteAsync(turnContext);
            await prompts.SignOutAsync(turnContext, CancellationToken.None);
            await TellAsync(turnContext, texts.Unexpected(reference));
        }
        catch (Exception e)
        {
            // The first failure is in the log; a chat that cannot be reached cannot be told either.
            Log.NotTold(log, e, reference);
        }
    }

    private static async Task TellAsync(ITurnContext turnContext, string text)
    {
        if (turnContext.Activity is { Type: ActivityTypes.Invoke } invoke)
        {
            var answer = invoke.Name == "adaptiveCard/action" ? new InvokeResponse { Status = 200, Body = CardAnswer.Say(text) } : new InvokeResponse { Status = 500 };
            await turnContext.SendActivityAsync(new Activity { Type = "invokeResponse", Value = answer });
        }

        // Nobody sees the status of any other invoke, such as that of a sign-in.
        if (turnContext.Activity is not { Type: ActivityTypes.Invoke, Name: "adaptiveCard/action" })
        {
            await turnContext.SendActivityAsync(text);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3010, LogLevel.Error, "A turn failed: {Type} on {Channel}, reference {Reference}.")]
        public static partial void TurnFailed(ILogger logger, Exception exception, string type, string channel, string reference);

        [LoggerMessage(3011, LogLevel.Warning, "The person could not be told of the failure with reference {Reference}.")]
        public static partial void NotTold(ILogger logger, Exception exception, string reference);
    }
}
