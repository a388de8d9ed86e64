using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Schema;

/// <summary>A piece of metadata about an activity: a type and whatever fields that type has.</summary>
public class Entity : WireObject
{
    public Entity()
    {
    }

    public Entity(string type) => Type = type;

    public string? Type { get; set; }

    /// <summary>A field, or nothing when it is missing or has another shape: what clients put here is not checked by anybody.</summary>
    protected T? Read<T>(string name) =>
        Properties is not null && Properties.TryGetValue(name, out var value) && BotJson.TryRead<T>(value, out var field) ? field : default;

    protected void Write<T>(string name, T? value)
    {
        Properties ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (value is null)
        {
            Properties.Remove(name);
        }
        else
        {
            Properties[name] = BotJson.ToElement(value);
        }
    }
}

/// <summary>
/// Somebody's name in the text. The fields live in <see cref="WireObject.Properties"/>, so that an entity is written
/// completely from a list of entities.
/// </summary>
public sealed class Mention : Entity
{
    public const string EntityType = "mention";

    public Mention()
        : base(EntityType)
    {
    }

    public Mention(ChannelAccount? mentioned = null, string? text = null, string? type = null)
        : base(type ?? EntityType)
    {
        Mentioned = mentioned;
        Text = text;
    }

    [JsonIgnore]
    public ChannelAccount? Mentioned
    {
        get => Read<ChannelAccount>("mentioned");
        set => Write("mentioned", value);
    }

    [JsonIgnore]
    public string? Text
    {
        get => Read<string>("text");
        set => Write("text", value);
    }
}

public sealed class MessageReaction : WireObject
{
    public MessageReaction()
    {
    }

    public MessageReaction(string? type = null) => Type = type;

    public string? Type { get; set; }
}
