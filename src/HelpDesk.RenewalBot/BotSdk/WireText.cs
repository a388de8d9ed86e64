using System.Text.Json;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>What comes from outside, of whatever shape.</summary>
internal static class WireText
{
    /// <summary>A text member of an object; null when there is none.</summary>
    public static string? Text(object? value, string member) =>
        Wire.Read<JsonElement>(value) is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(member, out var property)
        && property.ValueKind == JsonValueKind.String
            ? property.GetString()
            : null;
}
