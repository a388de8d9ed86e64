using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Dialogs;

/// <summary>
/// The stack as JSON: <c>[{"id":"main","version":"...","state":{...}}, ...]</c>, values as <see cref="DialogValueJson"/> writes them. Where
/// dialogs expire, within <c>{"lastUsed":"...","stack":[...]}</c>.
/// </summary>
internal sealed class DialogStateConverter : JsonConverter<DialogState>
{
    public override DialogState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new DialogState(ReadStack(ref reader, options));
        }

        List<DialogInstance>? stack = null;
        DateTimeOffset? lastUsed = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "lastUsed":
                    lastUsed = reader.GetDateTimeOffset();
                    break;
                case "stack":
                    stack = ReadStack(ref reader, options);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Expect(stack is not null);
        return new DialogState(stack) { LastUsed = lastUsed };
    }

    public override void Write(Utf8JsonWriter writer, DialogState value, JsonSerializerOptions options)
    {
        // An empty stack has nothing that could expire.
        if (value is { LastUsed: { } lastUsed, DialogStack.Count: > 0 })
        {
            writer.WriteStartObject();
            writer.WriteString("lastUsed"u8, lastUsed);
            writer.WritePropertyName("stack"u8);
            WriteStack(writer, value.DialogStack, options);
            writer.WriteEndObject();
        }
        else
        {
            WriteStack(writer, value.DialogStack, options);
        }
    }

    private static List<DialogInstance> ReadStack(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        var stack = new List<DialogInstance>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            stack.Add(ReadInstance(ref reader, options));
        }

        return stack;
    }

    private static void WriteStack(Utf8JsonWriter writer, List<DialogInstance> stack, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var instance in stack)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, instance.Id);
            if (instance.Version is not null)
            {
                writer.WriteString("version"u8, instance.Version);
            }

            if (instance.StackIndex is { } index)
            {
                writer.WriteNumber("stackIndex"u8, index);
            }

            writer.WritePropertyName("state"u8);
            DialogValueJson.WriteValues(writer, instance.State, options);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static DialogInstance ReadInstance(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject);
        string? id = null;
        string? version = null;
        int? stackIndex = null;
        IDictionary<string, object>? state = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "id":
                    id = reader.GetString();
                    break;
                case "version":
                    version = reader.GetString();
                    break;
                case "stackIndex":
                    stackIndex = reader.GetInt32();
                    break;
                case "state":
                    state = DialogValueJson.ReadValues(ref reader, options);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new DialogInstance
        {
            Id = id ?? throw new JsonException("A dialog on the stack has no id."),
            Version = version,
            StackIndex = stackIndex,
            State = state ?? new Dictionary<string, object>(StringComparer.Ordinal),
        };
    }

    private static void Expect(bool met)
    {
        if (!met)
        {
            throw new JsonException("This is not a stack of dialogs.");
        }
    }
}
