using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>
/// Reading what dialogs remember: the values of waterfall steps, the state of instances, the options that a dialog was begun with.
/// </summary>
/// <remarks>
/// In the turn that stores a value it is the object itself. Later it has been through JSON, and comes back
/// <list type="bullet">
/// <item>as the type that it had: string, bool, int, long, double, decimal, DateTimeOffset, DateTime, TimeSpan, Guid, lists of strings, lists
/// of objects (each element as listed here), dictionaries of string and object (the same), <see cref="DialogState"/>,
/// <see cref="PromptOptions"/>, <see cref="FoundChoice"/>;</item>
/// <item>as a <see cref="System.Text.Json.JsonElement"/> when it had any other type. Such a type has to be known to <see cref="BotJson"/>
/// (<see cref="BotJson.AddContext"/>), or saving the state fails.</item>
/// </list>
/// <c>values.Get&lt;T&gt;("key")</c> reads both.
/// </remarks>
public static class DialogValues
{
    /// <summary>The value as a <typeparamref name="T"/>, or the default of that when there is none.</summary>
    /// <exception cref="System.Text.Json.JsonException">The value has another shape.</exception>
    public static T? Get<T>(this IDictionary<string, object> values, string key)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.TryGetValue(key, out var value) ? BotJson.Read<T>(value) : default;
    }
}
