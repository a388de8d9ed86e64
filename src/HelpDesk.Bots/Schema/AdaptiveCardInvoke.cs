namespace HelpDesk.Bots.Schema;

/// <summary>The value of an adaptiveCard/action invoke.</summary>
public sealed class AdaptiveCardInvokeValue : WireObject
{
    public AdaptiveCardInvokeAction? Action { get; set; }

    public AdaptiveCardAuthentication? Authentication { get; set; }

    public string? State { get; set; }
}

public sealed class AdaptiveCardInvokeAction : WireObject
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? Verb { get; set; }

    /// <summary>The action's data merged with the inputs; text, when the card's data is text.</summary>
    public object? Data { get; set; }
}

public sealed class AdaptiveCardAuthentication : TokenExchangeInvokeRequest;

/// <summary>The body that answers an adaptiveCard/action invoke.</summary>
public sealed class AdaptiveCardInvokeResponse : WireObject
{
    public int StatusCode { get; set; }

    public string? Type { get; set; }

    public object? Value { get; set; }
}

/// <summary>What <see cref="AdaptiveCardInvokeResponse.Type"/> may be. The misspelling is the protocol's.</summary>
public static class AdaptiveCardInvokeResponseTypes
{
    public const string Card = "application/vnd.microsoft.card.adaptive";
    public const string Message = "application/vnd.microsoft.activity.message";
    public const string Error = "application/vnd.microsoft.error";
    public const string LoginRequest = "application/vnd.microsoft.activity.loginRequest";
    public const string IncorrectAuthCode = "application/vnd.microsoft.error.inccorectAuthCode";
    public const string PreconditionFailed = "application/vnd.microsoft.error.preconditionFailed";
}

/// <summary>An error as the connector and the Adaptive Card answers carry it.</summary>
public sealed class Error : WireObject
{
    public string? Code { get; set; }

    public string? Message { get; set; }
}
