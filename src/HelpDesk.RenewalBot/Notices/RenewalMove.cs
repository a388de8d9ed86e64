using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.RenewalBot.Feed;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>A renewal and its registration as of one move, as the outbox keeps it.</summary>
internal sealed record RenewalMove(RegistrationStatus Registration, Renewal Renewal);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RenewalMove))]
[JsonSerializable(typeof(UnreadPage))]
internal sealed partial class FeedJson : JsonSerializerContext;
