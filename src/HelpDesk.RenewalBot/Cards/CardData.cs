using System.Text.Json.Serialization;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>What a button asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CardVerb>))]
internal enum CardVerb
{
    Renew,
    Check,
    Status,
    History,
    Help,
    SignIn,
    TemporaryAccount,
    AccountDeleted,
    CleanUp,

    // The answers to a running renewal dialog.
    Choose,
    Continue,
    CheckAgain,
    OpenCheck,
    CheckDone,
    BackToChecks,
    Support,
    OtherAccount,
    Confirm,
    NeedAccount,
    Cancel,

    // Not a button: the bot goes on in a turn of its own after an invoke that had to be answered.
    Resume,
}

/// <summary>What a button carries, sealed. It is input all the same: authority is checked when it is pressed.</summary>
internal sealed record CardData
{
    public required CardVerb Verb { get; init; }

    public Guid? RegistrationId { get; init; }

    /// <summary>The run of the renewal dialog that the card belongs to.</summary>
    public Guid? Run { get; init; }

    /// <summary>The known issue that the button is about.</summary>
    public string? Check { get; init; }

    /// <summary>Sign in with an account that the person chooses.</summary>
    public bool OtherAccount { get; init; }

    /// <summary>The temporary account that the button is about.</summary>
    public Guid? Account { get; init; }

    /// <summary>The idempotency key of the renewal that the button starts.</summary>
    public Guid? Key { get; init; }

    public DateTimeOffset GoodUntil { get; init; }
}

/// <summary>The chat that a card is made for: it decides what can be drawn, and binds the buttons.</summary>
internal sealed record CardChat(string ChannelId, string ConversationId, string? TenantId, string? Locale);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CardData))]
internal sealed partial class CardDataJson : JsonSerializerContext;
