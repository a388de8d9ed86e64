using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Benchmarks.Floor;

/// <summary>
/// The least that a bot could cost: ASP.NET Core parses the activity with source generated JSON and posts the same reply to the same
/// address. No checks, no state, no library.
/// </summary>
internal static class FloorEndpoint
{
    private const string ClientName = "floor";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static void AddServices(IServiceCollection services) => services
        .AddHttpClient(ClientName)
        .UseSocketsHttpHandler((handler, _) => handler.UseCookies = false)
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();

    /// <summary>With the JSON of a card it answers with that, else with a text.</summary>
    public static void MapFloor(this WebApplication app, string? card = null, bool checksSignature = false)
    {
        var check = checksSignature ? new SignatureCheck() : null;
        var attachments = card is null ? null : Attach(card);
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName);
        app.MapPost("/api/messages", async context =>
        {
            check?.Verify(context.Request.Headers.Authorization.ToString());
            var activity = (await JsonSerializer.DeserializeAsync(context.Request.Body, FloorJson.Default.FloorActivity, context.RequestAborted))!;
            var reply = new FloorReply
            {
                Type = "message",
                ServiceUrl = activity.ServiceUrl,
                ChannelId = activity.ChannelId,
                From = activity.Recipient,
                Recipient = activity.From,
                Conversation = activity.Conversation,
                ReplyToId = activity.Id,
                Locale = activity.Locale,
                InputHint = "acceptingInput",
                Text = card is null ? $"You said {activity.Text}" : null,
                Attachments = attachments,
            };
            var url = $"{activity.ServiceUrl}/v3/conversations/{Uri.EscapeDataString(activity.Conversation!.Id!)}/activities/{Uri.EscapeDataString(activity.Id!)}";
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(reply, FloorJson.Default.FloorReply));
            content.Headers.ContentType = Json;
            using var response = await client.PostAsync(new Uri(url), content, context.RequestAborted);
            await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        });
    }

    private static FloorAttachment[] Attach(string card) =>
        [new() { ContentType = "application/vnd.microsoft.card.adaptive", Content = JsonDocument.Parse(card).RootElement }];
}

internal sealed class FloorAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadObjectId { get; set; }

    public string? ConversationType { get; set; }

    public string? TenantId { get; set; }
}

internal sealed class FloorActivity
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public DateTimeOffset? LocalTimestamp { get; set; }

    public string? LocalTimezone { get; set; }

    public string? ServiceUrl { get; set; }

    public string? ChannelId { get; set; }

    public FloorAccount? From { get; set; }

    public FloorAccount? Conversation { get; set; }

    public FloorAccount? Recipient { get; set; }

    public string? TextFormat { get; set; }

    public string? Locale { get; set; }

    public string? Text { get; set; }

    public JsonElement? Entities { get; set; }

    public JsonElement? ChannelData { get; set; }
}

internal sealed class FloorReply
{
    public string? Type { get; set; }

    public string? ServiceUrl { get; set; }

    public string? ChannelId { get; set; }

    public FloorAccount? From { get; set; }

    public FloorAccount? Conversation { get; set; }

    public FloorAccount? Recipient { get; set; }

    public string? Locale { get; set; }

    public string? Text { get; set; }

    public string? InputHint { get; set; }

    public string? ReplyToId { get; set; }

    public FloorAttachment[]? Attachments { get; set; }
}

internal sealed class FloorAttachment
{
    public string? ContentType { get; set; }

    public JsonElement Content { get; set; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FloorActivity))]
[JsonSerializable(typeof(FloorReply))]
internal sealed partial class FloorJson : JsonSerializerContext;
