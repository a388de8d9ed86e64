using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Service;
using HelpDesk.Renewals.Directories;
using HelpDesk.Storage.Bot;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.TemporaryAccounts;

/// <summary>The last resort: better ways first, then how to do it, and the login of the account, so that it is not forgotten.</summary>
internal sealed partial class TemporaryAccountDialog : ComponentDialog
{
    public const string DialogId = "temporaryAccount";
    private const string NeedPrompt = "need";
    private const string LoginPrompt = "login";

    private readonly TemporaryAccountTalks _talks;
    private readonly TemporaryAccountOutbox _accounts;
    private readonly AccountLook _look;
    private readonly RenewalServiceClient _service;
    private readonly IOptions<NoticesOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TemporaryAccountDialog> _log;

    public TemporaryAccountDialog(
        TemporaryAccountTalks talks,
        TemporaryAccountOutbox accounts,
        AccountLook look,
        RenewalServiceClient service,
        IOptions<NoticesOptions> options,
        TimeProvider time,
        ILogger<TemporaryAccountDialog> log)
        : base(DialogId)
    {
        (_talks, _accounts, _look, _service, _options, _time, _log) = (talks, accounts, look, service, options, time, log);
        AddDialog(new WaterfallDialog("steps", [OfferAsync, GuideAsync, RememberAsync]));
        AddDialog(new TextPrompt(NeedPrompt, IsNeededAsync));
        AddDialog(new TextPrompt(LoginPrompt, IsLoginAsync));
        InitialDialogId = "steps";
    }

    /// <summary>The offer is a card that hangs there already: only the words that it waits for are said again.</summary>
    protected override async Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        if ((await _talks.GetAsync(turnContext, cancellationToken)).Stage is TalkStage.Offered)
        {
            await turnContext.SendActivityAsync(Chats.Of(turnContext).Texts.AlternativesAnswers, cancellationToken: cancellationToken);
        }
    }

    private async Task<DialogTurnResult> OfferAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var chat = Chats.Of(step.Context);
        var talk = await _talks.GetAsync(step.Context, ct);
        if (chat.Person is not { } person)
        {
            return await EndAsync(step, TalkCards.Error(chat.Context, chat.Texts.SignInMissing), ct);
        }

        if (!(await _service.GetRegistrationsAsync(person, ct)).Succeeded(out var registrations, out var problem))
        {
            return await EndAsync(step, chat.Context.Tell(problem, null, chat.Context.Buttons.Make(chat.Texts.TryAgainButton, CardVerb.TemporaryAccount)), ct);
        }

        if (registrations is not [var any, ..])
        {
            return await EndAsync(step, TalkCards.Nothing(chat.Context, chat.Texts.NoRegistrations), ct);
        }

        var wished = registrations.FirstOrDefault(r => r.Id == talk.RegistrationId) ?? (registrations.Count == 1 ? any : null);
        talk = talk with { RegistrationId = wished?.Id, LookedUpFor = (wished ?? any).Id };
        await _talks.SetAsync(step.Context, talk with { CardActivityId = await step.Context.SendCardAsync(TemporaryAccountCards.Alternatives(chat.Context, talk), ct) }, ct);
        return await step.PromptAsync(NeedPrompt, new PromptOptions { RetryPrompt = MessageFactory.Text(chat.Texts.AlternativesAnswers) }, ct);
    }

    private async Task<DialogTurnResult> GuideAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var chat = Chats.Of(step.Context);
        var talk = await _talks.GetAsync(step.Context, ct);
        var card = await step.Context.ShowCardAsync(TemporaryAccountCards.Guide(chat.Context, talk), talk.CardActivityId, ct);
        await _talks.SetAsync(step.Context, talk with { Stage = TalkStage.Asked, CardActivityId = card }, ct);
        return await step.PromptAsync(
            LoginPrompt,
            new PromptOptions { Prompt = MessageFactory.Text(chat.Texts.AskLogin), RetryPrompt = MessageFactory.Text(chat.Texts.LoginMalformed) },
            ct);
    }

    private async Task<DialogTurnResult> RememberAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var chat = Chats.Of(step.Context);
        var talk = await _talks.GetAsync(step.Context, ct);
        var now = _time.GetUtcNow();
        var account = new TemporaryAccount
        {
            Id = Guid.CreateVersion7(now),
            Chat = chat.Id,
            TenantId = chat.Person!.TenantId,
            PersonId = chat.Person.PersonId,
            RegistrationId = talk.LookedUpFor!.Value,
            Login = talk.Login!,
            ObjectId = talk.ObjectId,
            CreatedAt = now,
            DueAt = NoticePolicy.NextMorning(now, NoticePolicy.Zone(chat.Row.TimeZone), _options.Value),
        };
        var isNew = await _accounts.AddAsync(account, ct);
        if (isNew)
        {
            Log.Remembered(_log, account.Id, account.DueAt);
        }

        return await EndAsync(step, TemporaryAccountCards.Remembered(chat.Context, talk, isNew), ct);
    }

    private async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, AdaptiveCard last, CancellationToken ct)
    {
        await step.Context.SendCardAsync(last, ct);
        await _talks.EndAsync(step.Context, ct);
        return await step.EndDialogAsync(null!, ct);
    }

    private static Task<bool> IsNeededAsync(PromptValidatorContext<string> prompt, CancellationToken ct) =>
        Task.FromResult(Commands.Normalize(prompt.Recognized.Value) is TemporaryAccountTalks.Needed or "i still need one" or "ja");

    private async Task<bool> IsLoginAsync(PromptValidatorContext<string> prompt, CancellationToken ct)
    {
        var login = Commands.Normalize(prompt.Recognized.Value);
        var chat = Chats.Of(prompt.Context);
        if (!AccountLogin.IsWellFormed(login) || chat.Person is not { } person)
        {
            return false;
        }

        var talk = await _talks.GetAsync(prompt.Context, ct);
        var (sight, objectId) = await _look.AtAsync(person, talk.LookedUpFor!.Value, login, ct);
        if (sight is AccountSight.Exists or AccountSight.Unreadable)
        {
            await _talks.SetAsync(prompt.Context, talk with { Login = login, ObjectId = objectId }, ct);
            return true;
        }

        await prompt.Context.SendPlainAsync(sight is AccountSight.Own ? chat.Texts.LoginIsYours(login) : chat.Texts.LoginNotFound(login), ct);
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(3066, LogLevel.Information, "Temporary account {Account} is remembered; the first reminder is due at {DueAt}.")]
        public static partial void Remembered(ILogger logger, Guid account, DateTimeOffset dueAt);
    }
}
