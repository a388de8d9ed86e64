using System.Text.Json.Serialization;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.TemporaryAccounts;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Who has signed in, in a chat whose channel does not say who sits there. Holds no token.</summary>
internal sealed record VerifiedPerson
{
    public required string TenantId { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }
}

/// <summary>The state that the bot keeps of a conversation or a person, apart from the dialogs' own.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VerifiedPerson))]
[JsonSerializable(typeof(RenewRun))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(TemporaryAccountTalk))]
internal sealed partial class ChatJson : JsonSerializerContext;
