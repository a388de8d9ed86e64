using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Dialogs;

/// <summary>The types that dialogs keep in state. <see cref="Schema.BotJson"/> includes it.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DialogState))]
[JsonSerializable(typeof(PromptOptions))]
[JsonSerializable(typeof(FoundChoice))]
[JsonSerializable(typeof(List<DateTimeResolution>))]
[JsonSerializable(typeof(IList<DateTimeResolution>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class DialogsJson : JsonSerializerContext;
