using System.Text.Json;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>What an activity means for a sign-in that waits.</summary>
internal readonly record struct OAuthOutcome(TokenResponse? Token, bool IsCancelled = false, string? SsoFailure = null)
{
    public static OAuthOutcome Nothing => default;
}

/// <summary>
/// Reads the ways in which a sign-in comes back: an event, the code (passed on by Teams or typed), a token to exchange, a failure. Invokes are
/// answered here; what the token service throws leaves the turn, whose adapter then answers 500, and Teams sends the invoke again.
/// </summary>
internal static class OAuthRecognizer
{
    private const string SignInFailure = "signin/failure";
    private const string CancelledByUser = "CancelledByUser";
    private const int CodeLength = 6;
    private const int MaxStateLength = 128;

    public static bool IsSignInActivity(Activity activity) => (activity.Type, activity.Name) is
        (ActivityTypes.Event, SignInConstants.TokenResponseEventName)
        or (ActivityTypes.Invoke, SignInConstants.VerifyStateOperationName or SignInConstants.TokenExchangeOperationName or SignInFailure);

    public static Task<OAuthOutcome> RecognizeAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (turnContext.Activity.Type, turnContext.Activity.Name) switch
        {
            (ActivityTypes.Message, _) => FromMessageAsync(settings, turnContext, cancellationToken),
            (ActivityTypes.Event, SignInConstants.TokenResponseEventName) => FromEventAsync(settings, turnContext, cancellationToken),
            (ActivityTypes.Invoke, SignInConstants.VerifyStateOperationName) => FromStateAsync(settings, turnContext, cancellationToken),
            (ActivityTypes.Invoke, SignInConstants.TokenExchangeOperationName) => FromExchangeAsync(settings, turnContext, cancellationToken),
            (ActivityTypes.Invoke, SignInFailure) => FromFailureAsync(turnContext, cancellationToken),
            _ => Task.FromResult(OAuthOutcome.Nothing),
        };
    }

    /// <summary>Answers an invoke for which nobody waits any more, so that Teams does not send it again. The first answer counts.</summary>
    public static Task RefuseAsync(ITurnContext turnContext, CancellationToken cancellationToken) => turnContext.Activity.Name switch
    {
        _ when turnContext.Activity.Type != ActivityTypes.Invoke || turnContext.TurnState.ContainsKey(BotAdapter.InvokeResponseKey) => Task.CompletedTask,
        SignInConstants.VerifyStateOperationName => AnswerAsync(turnContext, 404, null, cancellationToken),
        SignInConstants.TokenExchangeOperationName =>
            AnswerExchangeAsync(turnContext, 400, ExchangeOf(turnContext), "Nobody waits for this sign-in any more.", cancellationToken),
        _ => AnswerAsync(turnContext, 200, null, cancellationToken),
    };

    public static Task<TokenResponse?> GetUserTokenAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, string? magicCode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var activity = turnContext.Activity;
        return OAuthCards.ClientOf(turnContext)
            .GetUserTokenAsync(activity.From.Id, settings.ConnectionName, activity.ChannelId, magicCode, cancellationToken);
    }

    private static async Task<OAuthOutcome> FromMessageAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var text = turnContext.Activity.Text?.Trim();
        return text is { Length: CodeLength } && text.All(char.IsAsciiDigit)
            ? new OAuthOutcome(await GetUserTokenAsync(settings, turnContext, text, cancellationToken))
            : OAuthOutcome.Nothing;
    }

    private static async Task<OAuthOutcome> FromEventAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (!BotJson.TryRead<TokenResponse>(turnContext.Activity.Value, out var token)
            || (token.ConnectionName is { } connection && connection != settings.ConnectionName))
        {
            return OAuthOutcome.Nothing;
        }

        if (!settings.AcceptTokensFromEvents)
        {
            return new OAuthOutcome(await GetUserTokenAsync(settings, turnContext, magicCode: null, cancellationToken));
        }

        return string.IsNullOrEmpty(token.Token) ? OAuthOutcome.Nothing : new OAuthOutcome(token);
    }

    private static async Task<OAuthOutcome> FromStateAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var state = StateOf(turnContext.Activity.Value);
        if (state is null)
        {
            await AnswerAsync(turnContext, 400, null, cancellationToken);
            return OAuthOutcome.Nothing;
        }

        if (state == CancelledByUser)
        {
            await AnswerAsync(turnContext, 200, null, cancellationToken);
            return new OAuthOutcome(null, IsCancelled: true);
        }

        var token = await GetUserTokenAsync(settings, turnContext, state, cancellationToken);
        await AnswerAsync(turnContext, token is null ? 404 : 200, null, cancellationToken);
        return new OAuthOutcome(token);
    }

    private static async Task<OAuthOutcome> FromExchangeAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var request = ExchangeOf(turnContext);
        if (request is not { Token.Length: > 0 })
        {
            await AnswerExchangeAsync(turnContext, 400, request, "There is no token to exchange.", cancellationToken);
            return OAuthOutcome.Nothing;
        }

        if (!settings.EnableSso || request.ConnectionName != settings.ConnectionName)
        {
            await AnswerExchangeAsync(turnContext, 400, request, "Nobody waits for a token of this connection.", cancellationToken);
            return OAuthOutcome.Nothing;
        }

        var activity = turnContext.Activity;
        var token = await OAuthCards.ClientOf(turnContext).ExchangeTokenAsync(
            activity.From.Id, settings.ConnectionName, activity.ChannelId, new TokenExchangeRequest(token: request.Token), cancellationToken);
        if (token is null)
        {
            // Teams then shows the button of the card.
            await AnswerExchangeAsync(turnContext, 412, request, "The token could not be exchanged. Please sign in with the button.", cancellationToken);
            return OAuthOutcome.Nothing;
        }

        await AnswerExchangeAsync(turnContext, 200, request, null, cancellationToken);
        return new OAuthOutcome(token);
    }

    private static async Task<OAuthOutcome> FromFailureAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        await AnswerAsync(turnContext, 200, null, cancellationToken);
        return new OAuthOutcome(null, SsoFailure: SignInFailureCodes.Of(turnContext.Activity.Value));
    }

    private static string? StateOf(object? value) =>
        BotJson.TryRead<Dictionary<string, JsonElement>>(value, out var members)
        && members.TryGetValue("state", out var state)
        && state.ValueKind == JsonValueKind.String
        && state.GetString() is { Length: > 0 and <= MaxStateLength } text
            ? text
            : null;

    private static TokenExchangeInvokeRequest? ExchangeOf(ITurnContext turnContext) =>
        BotJson.TryRead<TokenExchangeInvokeRequest>(turnContext.Activity.Value, out var request) ? request : null;

    private static Task<ResourceResponse> AnswerExchangeAsync(
        ITurnContext turnContext, int status, TokenExchangeInvokeRequest? request, string? failure, CancellationToken cancellationToken)
    {
        var body = new TokenExchangeInvokeResponse { Id = request?.Id, ConnectionName = request?.ConnectionName, FailureDetail = failure };
        return AnswerAsync(turnContext, status, body, cancellationToken);
    }

    private static Task<ResourceResponse> AnswerAsync(ITurnContext turnContext, int status, object? body, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(
            new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = status, Body = body } }, cancellationToken);
}
