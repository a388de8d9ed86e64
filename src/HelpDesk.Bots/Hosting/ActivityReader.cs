using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.Bots.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Hosting;

/// <summary>Reads an activity from a request, and refuses what is none.</summary>
internal sealed class ActivityReader(IOptions<BotChannelOptions> options)
{
    private const int LongestId = 2048;

    private readonly int _maxSize = options.Value.MaxRequestBodySize;
    private readonly string _appId = options.Value.AppId;
    private readonly JsonTypeInfo<Activity> _typeInfo = BotJson.TypeInfo<Activity>();

    public static bool IsJson(string? contentType)
    {
        const string Json = "application/json";
        return contentType is not null
            && contentType.StartsWith(Json, StringComparison.OrdinalIgnoreCase)
            && (contentType.Length == Json.Length || contentType[Json.Length] is ';' or ' ');
    }

    public async ValueTask<(Activity? Activity, RefusalReason Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > _maxSize)
        {
            return (null, RefusalReason.BodyTooLarge);
        }

        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.Length > _maxSize)
            {
                body.AdvanceTo(read.Buffer.End);
                return (null, RefusalReason.BodyTooLarge);
            }

            if (read.IsCompleted)
            {
                var result = Parse(read.Buffer);
                body.AdvanceTo(read.Buffer.End);
                return result;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private (Activity? Activity, RefusalReason Refusal) Parse(in ReadOnlySequence<byte> body)
    {
        Activity? activity;
        try
        {
            WireText.Check(body);
            var reader = new Utf8JsonReader(body);
            activity = JsonSerializer.Deserialize(ref reader, _typeInfo);
            if (reader.Read())
            {
                return (null, RefusalReason.NotAnActivity);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is none.
            return (null, RefusalReason.NotAnActivity);
        }

        if (activity is null || !IsComplete(activity))
        {
            return (null, RefusalReason.FieldMissing);
        }

        // Not every sender says whom it speaks to; it can only be this bot.
        activity.Recipient ??= new ChannelAccount(_appId, role: RoleTypes.Bot);
        return (activity, RefusalReason.None);
    }

    /// <summary>What every turn relies on. Identifiers become keys of stores and parts of addresses.</summary>
    private static bool IsComplete(Activity activity) =>
        IsId(activity.Type) && IsId(activity.ChannelId) && IsId(activity.ServiceUrl)
        && IsId(activity.Conversation?.Id) && IsId(activity.From?.Id)
        && (string.IsNullOrEmpty(activity.Id) || IsId(activity.Id))
        && (activity.Recipient is null || IsId(activity.Recipient.Id))
        && Accounts(activity.MembersAdded) && Accounts(activity.MembersRemoved)
        && NoneNull(activity.Attachments) && NoneNull(activity.Entities)
        && NoneNull(activity.ReactionsAdded) && NoneNull(activity.ReactionsRemoved);

    // No database takes the character NUL.
    private static bool IsId(string? id) => id is { Length: > 0 and <= LongestId } && !id.Contains('\0');

    private static bool Accounts(IList<ChannelAccount>? accounts)
    {
        for (var i = 0; i < (accounts?.Count ?? 0); i++)
        {
            if (!IsId(accounts![i]?.Id))
            {
                return false;
            }
        }

        return true;
    }

    private static bool NoneNull<T>(IList<T>? list)
        where T : class
    {
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i] is null)
            {
                return false;
            }
        }

        return true;
    }
}
