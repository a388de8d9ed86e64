using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Schema;

/// <summary>What everything on the wire has in common: fields that this library does not know survive a round trip.</summary>
public abstract class WireObject
{
    /// <summary>The fields without a property of their own, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
