using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using HelpDesk.Bots.Cards;

namespace HelpDesk.Bots.Tests.Cards;

/// <summary>Walks the objects of a card.</summary>
internal static class CardGraph
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>All objects of the model, outermost first.</summary>
    public static IReadOnlyCollection<object> Parts(AdaptiveCard card)
    {
        var found = new List<object>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Visit(card);
        return found;

        void Visit(object? value)
        {
            if (value is string or null)
            {
                return;
            }

            if (value is IEnumerable list && !IsOfModel(value))
            {
                foreach (var item in list)
                {
                    Visit(item);
                }
            }
            else if (IsOfModel(value) && seen.Add(value))
            {
                found.Add(value);
                foreach (var property in Properties(value))
                {
                    Visit(property.GetValue(value));
                }
            }
        }
    }

    /// <summary>What the card only keeps and cannot express: unknown parts, and properties that the model lacks.</summary>
    public static IReadOnlyList<string> Untyped(AdaptiveCard card) =>
    [
        .. from part in Parts(card)
           let type = part.GetType().Name
           from found in Kept(part).Select(name => $"{type}.{name}").Prepend(type.Contains("Unknown", StringComparison.Ordinal) ? type : "")
           where found.Length > 0
           select found,
    ];

    private static IEnumerable<string> Kept(object part) =>
        from property in Properties(part)
        where property.IsDefined(typeof(JsonExtensionDataAttribute))
        from name in (property.GetValue(part) as IDictionary)?.Keys.Cast<string>() ?? []
        select name;

    private static IEnumerable<PropertyInfo> Properties(object part) =>
        part.GetType().GetProperties(Members).Where(p => p.GetIndexParameters().Length == 0);

    private static bool IsOfModel(object value) =>
        value.GetType() is { IsEnum: false, IsGenericType: false, Namespace: "HelpDesk.Bots.Cards" };
}
