using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>The types that are made from stored state: the SDK's, the bot's own, and plain values and collections of them.</summary>
internal sealed class StateTypes : DefaultSerializationBinder
{
    private static readonly string[] Assemblies = ["Microsoft.Bot.", "HelpDesk.", "AdaptiveCards"];
    private static readonly string[] Plain = ["System.Collections.Generic.", "System.Guid", "System.DateTime", "System.TimeSpan", "System.String", "System.Object"];

    public override Type BindToType(string? assemblyName, string typeName) =>
        IsKnown(assemblyName, typeName) ? base.BindToType(assemblyName, typeName) : throw new JsonSerializationException("A stored state names a type that no state has.");

    private static bool IsKnown(string? assemblyName, string typeName) =>
        assemblyName is not null
        && (Array.Exists(Assemblies, a => assemblyName.StartsWith(a, StringComparison.Ordinal))
            || Array.Exists(Plain, p => typeName.StartsWith(p, StringComparison.Ordinal)));
}
