using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots;

/// <summary>A bot with one method to override per kind of activity, including those of Teams.</summary>
public class TeamsActivityHandler : ActivityHandler
{
    protected override async Task<InvokeResponse?> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity.Name switch
        {
            "task/fetch" => CreateInvokeResponse(await OnTeamsTaskModuleFetchAsync(turnContext, Request(turnContext), cancellationToken)),
            "task/submit" => CreateInvokeResponse(await OnTeamsTaskModuleSubmitAsync(turnContext, Request(turnContext), cancellationToken)),
            "signin/failure" => await AnswerSignInFailureAsync(turnContext, cancellationToken),
            _ => await base.OnInvokeActivityAsync(turnContext, cancellationToken),
        };
    }

    protected override Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity.Name == SignInConstants.TokenExchangeOperationName
            ? OnTeamsSigninTokenExchangeAsync(turnContext, cancellationToken)
            : OnTeamsSigninVerifyStateAsync(turnContext, cancellationToken);
    }

    /// <summary>The person has signed in in the browser; the value's state is the six-digit code, or says that they cancelled.</summary>
    protected virtual Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(501);

    /// <summary>Teams offers a token of the person for exchange. By default this is treated as <see cref="OnTeamsSigninVerifyStateAsync"/>.</summary>
    protected virtual Task OnTeamsSigninTokenExchangeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        OnTeamsSigninVerifyStateAsync(turnContext, cancellationToken);

    /// <summary>Silent sign-in did not work; the value has a code and a message.</summary>
    protected virtual Task OnTeamsSigninFailureAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(
        ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(501);

    protected virtual Task<TaskModuleResponse> OnTeamsTaskModuleSubmitAsync(
        ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(501);

    private static TaskModuleRequest Request(ITurnContext<IInvokeActivity> turnContext) =>
        BotJson.TryRead<TaskModuleRequest>(turnContext.Activity.Value, out var request) ? request : throw new InvokeResponseException(400);

    private async Task<InvokeResponse> AnswerSignInFailureAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        await OnTeamsSigninFailureAsync(turnContext, cancellationToken);
        return CreateInvokeResponse();
    }
}
