using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Schema;

/// <summary>Every type that this library reads or writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ChannelAccount))]
[JsonSerializable(typeof(TeamsChannelAccount))]
[JsonSerializable(typeof(ConversationAccount))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ConversationResourceResponse))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(CardAction))]
[JsonSerializable(typeof(SuggestedActions))]
[JsonSerializable(typeof(HeroCard))]
[JsonSerializable(typeof(Entity))]
[JsonSerializable(typeof(Mention))]
[JsonSerializable(typeof(MessageReaction))]
[JsonSerializable(typeof(OAuthCard))]
[JsonSerializable(typeof(SigninCard))]
[JsonSerializable(typeof(SignInResource))]
[JsonSerializable(typeof(TokenExchangeResource))]
[JsonSerializable(typeof(TokenPostResource))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TokenExchangeRequest))]
[JsonSerializable(typeof(TokenExchangeInvokeRequest))]
[JsonSerializable(typeof(TokenExchangeInvokeResponse))]
[JsonSerializable(typeof(AdaptiveCardInvokeValue))]
[JsonSerializable(typeof(AdaptiveCardInvokeAction))]
[JsonSerializable(typeof(AdaptiveCardAuthentication))]
[JsonSerializable(typeof(AdaptiveCardInvokeResponse))]
[JsonSerializable(typeof(Error))]
[JsonSerializable(typeof(TeamsChannelData))]
[JsonSerializable(typeof(ChannelInfo))]
[JsonSerializable(typeof(TeamInfo))]
[JsonSerializable(typeof(TenantInfo))]
[JsonSerializable(typeof(NotificationInfo))]
[JsonSerializable(typeof(TaskModuleRequest))]
[JsonSerializable(typeof(TaskModuleRequestContext))]
[JsonSerializable(typeof(TaskModuleResponse))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(List<ChannelAccount>))]
[JsonSerializable(typeof(List<TeamsChannelAccount>))]
[JsonSerializable(typeof(IList<ChannelAccount>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<object>))]
[JsonSerializable(typeof(object[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(TimeSpan))]
[JsonSerializable(typeof(Uri))]
public sealed partial class SchemaJson : JsonSerializerContext;

/// <summary>The body that answers a request with the delivery mode expectReplies.</summary>
public sealed class ExpectedReplies : WireObject
{
    public IList<Activity>? Activities { get; set; }
}
