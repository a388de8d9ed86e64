using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.RenewalBot.Notices;

namespace HelpDesk.RenewalBot.Feed;

/// <summary>The JSON of what comes through the feed, and of what of it waits in the outbox.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RenewalMove))]
[JsonSerializable(typeof(UnreadPage))]
internal sealed partial class FeedJson : JsonSerializerContext;
