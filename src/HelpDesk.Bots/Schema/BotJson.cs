using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.Bots.Cards;
using HelpDesk.Bots.Dialogs;

namespace HelpDesk.Bots.Schema;

/// <summary>
/// How this library and a bot's own types are written as JSON. Types are known by source generated contexts only; a bot adds its own
/// with <see cref="AddContext"/> when it starts.
/// </summary>
public static class BotJson
{
    private static readonly ContextList Contexts = new(SchemaJson.Default, CardsJson.Default, DialogsJson.Default);

    /// <summary>camelCase names, nulls left out, and every added context.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>
    /// Makes types known that appear in state, in an activity's object-typed members or in an invoke response. Adding the same context
    /// again does nothing. Its own naming options are not used: those of <see cref="Options"/> hold.
    /// </summary>
    public static void AddContext(IJsonTypeInfoResolver context) => Contexts.Add(context);

    /// <summary>Reads an object-typed member: it is a <typeparamref name="T"/> already, or JSON that becomes one.</summary>
    /// <exception cref="JsonException">The JSON has another shape.</exception>
    public static T? Read<T>(object? value) => value switch
    {
        null => default,
        T typed => typed,
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => default,
        JsonElement element => element.Deserialize(TypeInfo<T>()),
        _ => ToElement(value).Deserialize(TypeInfo<T>()),
    };

    /// <summary>As <see cref="Read{T}"/>, for input that may have any shape.</summary>
    public static bool TryRead<T>(object? value, [NotNullWhen(true)] out T? result)
    {
        try
        {
            result = Read<T>(value);
            return result is not null;
        }
        catch (JsonException)
        {
            result = default;
            return false;
        }
    }

    public static JsonElement ToElement(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, Options.GetTypeInfo(value.GetType()));
    }

    public static byte[] ToUtf8Bytes(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonSerializer.SerializeToUtf8Bytes(value, Options.GetTypeInfo(value.GetType()));
    }

    internal static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Bodies go to APIs, never into HTML: quotes and umlauts need no escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = Contexts,
    };

    /// <summary>A resolver that can still grow when the options are in use already.</summary>
    private sealed class ContextList(params IJsonTypeInfoResolver[] own) : IJsonTypeInfoResolver
    {
        private readonly Lock _lock = new();
        private IJsonTypeInfoResolver[] _contexts = own;

        public void Add(IJsonTypeInfoResolver context)
        {
            ArgumentNullException.ThrowIfNull(context);
            lock (_lock)
            {
                if (Array.IndexOf(_contexts, context) < 0)
                {
                    _contexts = [.. _contexts, context];
                }
            }
        }

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            foreach (var context in _contexts)
            {
                if (context.GetTypeInfo(type, options) is { } info)
                {
                    return info;
                }
            }

            return null;
        }
    }
}
