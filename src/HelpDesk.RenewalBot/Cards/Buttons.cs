namespace HelpDesk.RenewalBot.Cards;

/// <summary>Makes the buttons of one chat.</summary>
internal sealed class Buttons(CardSeal seal, CardChat chat)
{
    /// <summary>The names of the two members of a button's data.</summary>
    public const string VerbMember = "verb";
    public const string SealMember = "seal";

    private const int MaxTitle = 60;

    /// <summary>
    /// Action.Execute with an Action.Submit of the same data for old clients; Action.Submit alone where nothing else is known. The
    /// verb in clear is for readers of logs, the one in the seal counts.
    /// </summary>
    public AdaptiveAction Make(string title, CardData data, string? style = null)
    {
        var verb = Name(data.Verb);
        var payload = Payload(data);
        title = Markdown.Shorten(title, MaxTitle);
        var submit = new AdaptiveSubmitAction { Title = title, Style = style, Data = payload };
        return ChannelFeatures.HasExecute(chat.ChannelId)
            ? new AdaptiveExecuteAction { Title = title, Style = style, Verb = verb, Data = payload, Fallback = new AdaptiveFallbackElement(submit) }
            : submit;
    }

    public AdaptiveAction Make(string title, CardVerb verb, Guid? registrationId = null, string? style = null) =>
        Make(title, new CardData { Verb = verb, RegistrationId = registrationId }, style);

    /// <summary>What a press of the button brings back.</summary>
    public Dictionary<string, object> Payload(CardData data) => new() { [VerbMember] = Name(data.Verb), [SealMember] = seal.Seal(data, chat) };

    public static string Name(CardVerb verb) => verb.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
