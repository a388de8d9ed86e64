using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.SignInErrors;
using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Sorts what comes in. Thin: each kind goes to the one class that answers it.</summary>
internal sealed partial class RenewalBotHandler(
    Chats chats,
    Greeter greeter,
    ChatDialogs dialogs,
    CommandRunner commands,
    CardClicks clicks,
    CardSeal seal,
    Identification identification,
    ConversationDirectory directory,
    ConversationState conversations,
    UserState users,
    ILogger<RenewalBotHandler> log) : TeamsActivityHandler
{
    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        // A kind of activity that nobody knows says nothing about the chat either.
        if (!Chats.IsEntered(turnContext) && IsKnown(turnContext.Activity.Type))
        {
            var verified = turnContext.Activity.From.AadObjectId is null ? await identification.FindAsync(turnContext, cancellationToken) : null;
            await chats.EnterAsync(turnContext, verified, cancellationToken);
        }

        await base.OnTurnAsync(turnContext, cancellationToken);
        await HandOverAsync(turnContext, cancellationToken);
    }

    protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        Log.UnknownType(log, turnContext.Activity.Type, turnContext.Activity.ChannelId);
        return Task.CompletedTask;
    }

    protected override Task OnInstallationUpdateAddAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        greeter.GreetAsync(turnContext, cancellationToken);

    protected override Task OnInstallationUpdateRemoveAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        directory.RemovedAsync(turnContext.Activity.ChannelId, turnContext.Activity.Conversation.Id, cancellationToken);

    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        Chats.Of(turnContext).Row.IsPersonal ? greeter.GreetAsync(turnContext, cancellationToken) : Task.CompletedTask;

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var chat = Chats.Of(turnContext);
        if (!chat.Row.IsPersonal)
        {
            await turnContext.SendActivityAsync(chat.Texts.GroupPointer, cancellationToken: cancellationToken);
            return;
        }

        await dialogs.EnterAsync(turnContext, cancellationToken);
        if (turnContext.Activity.Value is { } value && string.IsNullOrWhiteSpace(turnContext.Activity.Text))
        {
            await PressedAsync(turnContext, value, cancellationToken);
        }
        else if (Commands.Recognize(turnContext.Activity.Text) is { } command)
        {
            await commands.RunAsync(turnContext, command, cancellationToken);
        }
        else if (SignInTrouble.In(turnContext.Activity.Text) is { } trouble)
        {
            await commands.ExplainAsync(turnContext, trouble, cancellationToken);
        }
        else
        {
            await SaidAsync(turnContext, cancellationToken);
        }

        await dialogs.RestartAsync(turnContext, cancellationToken);
    }

    protected override async Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        if (!Identification.IsEmulated(WireText.Text(Said(turnContext).Value, "token")))
        {
            await ContinueAsync(turnContext, cancellationToken);
            return;
        }

        var chat = Chats.Of(turnContext);
        await dialogs.CancelAsync(turnContext, cancellationToken);
        var again = chat.Context.Buttons.Make(chat.Texts.SignInButton, CardVerb.SignIn, style: "positive");
        await turnContext.SendCardAsync(TalkCards.Error(chat.Context, chat.Texts.SignInEmulated, again), cancellationToken);
    }

    protected override async Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        await ContinueAsync(turnContext, cancellationToken);
        await OAuthPrompts.RefuseUntakenAsync(turnContext, cancellationToken);
        await HandOverAsync(turnContext, cancellationToken);
    }

    protected override async Task<InvokeResponse?> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        if (Said(turnContext).Name != "signin/failure")
        {
            return await base.OnInvokeActivityAsync(turnContext, cancellationToken);
        }

        await ContinueAsync(turnContext, cancellationToken);
        await HandOverAsync(turnContext, cancellationToken);
        return CreateInvokeResponse();
    }

    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        var chat = Chats.Of(turnContext);
        if (Open(chat, invokeValue.Action?.Data) is not { } data)
        {
            return CardAnswer.Say(chat.Texts.BadCard);
        }

        clicks.Add(turnContext, invokeValue.Action?.Data);
        await HandOverAsync(turnContext, cancellationToken);
        return CardAnswer.Say(data.Verb switch
        {
            CardVerb.Renew or CardVerb.Check or CardVerb.CheckAgain => chat.Texts.WorkingOnChecks,
            CardVerb.Continue or CardVerb.OtherAccount or CardVerb.SignIn or CardVerb.CleanUp => chat.Texts.WorkingOnSignIn,
            CardVerb.Confirm => chat.Texts.WorkingOnRenewal,
            _ => chat.Texts.Working,
        });
    }

    /// <summary>
    /// What the turn has learnt is stored, and then what goes on after it: an invoke is only answered, and so promised, when both are
    /// safe, and whoever goes on finds the state.
    /// </summary>
    private async Task HandOverAsync(ITurnContext turnContext, CancellationToken ct)
    {
        await conversations.SaveChangesAsync(turnContext, false, ct);
        await users.SaveChangesAsync(turnContext, false, ct);
        await clicks.StoreAsync(turnContext, ct);
    }

    private async Task PressedAsync(ITurnContext turnContext, object value, CancellationToken ct)
    {
        var chat = Chats.Of(turnContext);
        if (Open(chat, value) is not { } data)
        {
            await turnContext.SendCardAsync(
                TalkCards.Error(chat.Context, chat.Texts.BadCard, chat.Context.Buttons.Make(chat.Texts.StatusButton, CardVerb.Status)), ct);
        }
        else if (!await dialogs.TakeAsync(turnContext, data, ct))
        {
            await commands.PressAsync(turnContext, data, ct);
        }
        else if (data.Verb == CardVerb.Cancel)
        {
            await commands.RunAsync(turnContext, Command.Cancel, ct);
        }
        else
        {
            await ContinueAsync(turnContext, ct);
        }
    }

    private async Task SaidAsync(ITurnContext turnContext, CancellationToken ct)
    {
        if (!await ContinueAsync(turnContext, ct))
        {
            await turnContext.SendCardAsync(TalkCards.NotUnderstood(Chats.Of(turnContext).Context), ct);
        }
    }

    private async Task<bool> ContinueAsync(ITurnContext turnContext, CancellationToken ct)
    {
        var (ran, then) = await dialogs.ContinueAsync(turnContext, ct);
        if (then is { } command)
        {
            await commands.RunAsync(turnContext, command, ct);
        }

        return ran;
    }

    // All that came, whatever its kind shows of it.
    private static Activity Said(ITurnContext turnContext) => turnContext.Activity;

    private CardData? Open(Chat chat, object? value)
    {
        if (WireText.Text(value, Buttons.SealMember) is { } text && seal.Open(text, chat.Cards) is { } data)
        {
            return data;
        }

        Log.BadCard(log, chat.Row.ChannelId, chat.Id);
        return null;
    }

    private static bool IsKnown(string type) => type is ActivityTypes.Message or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete
        or ActivityTypes.MessageReaction or ActivityTypes.Invoke or ActivityTypes.Event or ActivityTypes.ConversationUpdate
        or ActivityTypes.InstallationUpdate or ActivityTypes.Typing or ActivityTypes.EndOfConversation;

    private static partial class Log
    {
        [LoggerMessage(3037, LogLevel.Information, "An activity of the unknown type '{Type}' came on {Channel} and is left alone.")]
        public static partial void UnknownType(ILogger logger, string type, string channel);

        [LoggerMessage(3013, LogLevel.Warning, "A button of another chat, an expired or a changed one was pressed on {Channel} in chat {Chat}.")]
        public static partial void BadCard(ILogger logger, string channel, Guid chat);
    }
}
