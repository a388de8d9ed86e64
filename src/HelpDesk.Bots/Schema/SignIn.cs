namespace HelpDesk.Bots.Schema;

public sealed class OAuthCard : WireObject
{
    public const string ContentType = "application/vnd.microsoft.card.oauth";

    public OAuthCard()
    {
    }

    public OAuthCard(string? text = null, string? connectionName = null, IList<CardAction>? buttons = null)
    {
        Text = text;
        ConnectionName = connectionName;
        Buttons = buttons;
    }

    public string? Text { get; set; }

    public string? ConnectionName { get; set; }

    /// <summary>Leave it null where silent sign-in is not wanted: it is then not written at all, as Teams demands.</summary>
    public TokenExchangeResource? TokenExchangeResource { get; set; }

    public TokenPostResource? TokenPostResource { get; set; }

    public IList<CardAction>? Buttons { get; set; }
}

public sealed class SigninCard : WireObject
{
    public const string ContentType = "application/vnd.microsoft.card.signin";

    public SigninCard()
    {
    }

    public SigninCard(string? text = null, IList<CardAction>? buttons = null)
    {
        Text = text;
        Buttons = buttons;
    }

    public string? Text { get; set; }

    public IList<CardAction>? Buttons { get; set; }

    public static SigninCard Create(string text, string buttonLabel, string url) =>
        new(text, [new CardAction(ActionTypes.Signin, buttonLabel, value: url)]);
}

public sealed class SignInResource : WireObject
{
    public SignInResource()
    {
    }

    public SignInResource(string? signInLink = null, TokenExchangeResource? tokenExchangeResource = null)
    {
        SignInLink = signInLink;
        TokenExchangeResource = tokenExchangeResource;
    }

    public string? SignInLink { get; set; }

    public TokenExchangeResource? TokenExchangeResource { get; set; }

    public TokenPostResource? TokenPostResource { get; set; }
}

public sealed class TokenExchangeResource : WireObject
{
    public TokenExchangeResource()
    {
    }

    public TokenExchangeResource(string? id = null, string? uri = null, string? providerId = null)
    {
        Id = id;
        Uri = uri;
        ProviderId = providerId;
    }

    public string? Id { get; set; }

    public string? Uri { get; set; }

    public string? ProviderId { get; set; }
}

public sealed class TokenPostResource : WireObject
{
    public string? SasUrl { get; set; }
}

/// <summary>A person's token. Its text form never shows the token.</summary>
public sealed class TokenResponse : WireObject
{
    public TokenResponse()
    {
    }

    public TokenResponse(string? channelId = null, string? connectionName = null, string? token = null, string? expiration = null)
    {
        ChannelId = channelId;
        ConnectionName = connectionName;
        Token = token;
        Expiration = expiration;
    }

    public string? ChannelId { get; set; }

    public string? ConnectionName { get; set; }

    public string? Token { get; set; }

    public string? Expiration { get; set; }

    public override string ToString() => $"token of {ConnectionName}";
}

/// <summary>The body of an exchange at the token service: one of the two is set.</summary>
public sealed class TokenExchangeRequest : WireObject
{
    public TokenExchangeRequest()
    {
    }

    public TokenExchangeRequest(string? uri = null, string? token = null)
    {
        Uri = uri;
        Token = token;
    }

    public string? Uri { get; set; }

    public string? Token { get; set; }
}

/// <summary>The value of a signin/tokenExchange invoke.</summary>
public class TokenExchangeInvokeRequest : WireObject
{
    public string? Id { get; set; }

    public string? ConnectionName { get; set; }

    public string? Token { get; set; }
}

/// <summary>The answer to a signin/tokenExchange invoke.</summary>
public sealed class TokenExchangeInvokeResponse : WireObject
{
    public string? Id { get; set; }

    public string? ConnectionName { get; set; }

    public string? FailureDetail { get; set; }
}

/// <summary>The state that the token service takes along through a sign-in.</summary>
public sealed class TokenExchangeState
{
    public string? ConnectionName { get; set; }

    public ConversationReference? Conversation { get; set; }

    public ConversationReference? RelatesTo { get; set; }

    public string? BotUrl { get; set; }

    /// <summary>Without it the token service returns no token exchange resource.</summary>
    public string? MsAppId { get; set; }
}
