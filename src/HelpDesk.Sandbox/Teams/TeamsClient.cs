using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>What came of a click.</summary>
/// <param name="Answer">The bot's answer; null when the button only opens something.</param>
/// <param name="Opened">The address that the button opens in the browser.</param>
public sealed record ClickResult(BotAnswer? Answer, Uri? Opened = null)
{
    /// <summary>The status inside the answer to a card action, or the HTTP status when there is none.</summary>
    public int? CardStatus => (Answer?.Body.At("statusCode") as JsonValue)?.GetValue<int>() ?? (int?)Answer?.Status;

    public string? CardType => Answer?.Body.At("type").AsText();
}

/// <summary>Makes the Teams clients of the sandbox's people.</summary>
public sealed class TeamsClients(Chats chats, BotChannel channel, TokenSigner signer, SandboxWorld world, SandboxAddresses addresses, TimeProvider clock)
{
    public TeamsClient Of(Person person) => new(chats.Of(person), channel, signer, world, addresses, clock);

    /// <summary>By login name, name or object ID.</summary>
    public TeamsClient Of(string person) => Of(world.FindAnyone(person) ?? throw new ArgumentException($"Nobody is called '{person}'.", nameof(person)));
}

/// <summary>One person's Teams: installs the bot, writes, clicks, and sees what the bot sends.</summary>
public sealed class TeamsClient(Chat chat, BotChannel channel, TokenSigner signer, SandboxWorld world, SandboxAddresses addresses, TimeProvider clock)
{
    private const string CardAnswer = "application/vnd.microsoft.card.adaptive";
    private const string MessageAnswer = "application/vnd.microsoft.activity.message";

    /// <summary>How long to wait for something that the bot should show.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(20);

    public Chat Chat => chat;

    public Person Person => chat.Person;

    private TeamsActivities Activities => new(Person, chat.ConversationId, channel.ServiceUrl.ToString(), world.Own.Bot, clock);

    /// <summary>Installs the bot for the person. Teams posts both events at the same moment; they race in the bot.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken = default)
    {
        chat.IsInstalled = true;
        await Task.WhenAll(
            channel.PostAsync(Activities.Installation("add"), cancellationToken),
            channel.PostAsync(Activities.MembersAdded(), cancellationToken));
    }

    public async Task UninstallAsync(CancellationToken cancellationToken = default)
    {
        chat.IsInstalled = false;
        await channel.PostAsync(Activities.Installation("remove"), cancellationToken);
    }

    public Task<BotAnswer> SayAsync(string text, CancellationToken cancellationToken = default)
    {
        var activity = Activities.Text(text);
        activity["id"] = chat.Add(Author.Person, activity);
        return channel.PostAsync(activity, cancellationToken);
    }

    /// <summary>
    /// Clicks a button by its title, verb or ID, with the card's inputs as they are or as <paramref name="inputs"/> says.
    /// A card in the answer takes the place of the clicked one, as in Teams.
    /// </summary>
    public async Task<ClickResult> ClickAsync(ChatMessage message, string titleOrVerb, JsonObject? inputs = null, CancellationToken cancellationToken = default)
    {
        // The message may have been edited since the caller saw it; one can only click what is shown now.
        var shown = chat.Find(message.Id) is { IsDeleted: false } current ? current : throw new InvalidOperationException("The message is not there any more.");
        foreach (var card in shown.Cards)
        {
            if (card.FindButton(titleOrVerb) is { } button)
            {
                return button.IsEnabled
                    ? await PressAsync(shown, card, button, inputs, cancellationToken)
                    : throw new InvalidOperationException($"The button '{button.Title}' is switched off.");
            }
        }

        throw new InvalidOperationException($"There is no button '{titleOrVerb}' on:\n{shown.AsText()}");
    }

    /// <summary>What Teams does by itself when somebody of <c>refresh.userIds</c> sees the card.</summary>
    public async Task<ClickResult?> RefreshAsync(ChatMessage message, CancellationToken cancellationToken = default)
    {
        var shown = chat.Find(message.Id) ?? message;
        if (shown.Card?.Content["refresh"] is not JsonObject refresh || refresh["action"] is not JsonObject action)
        {
            return null;
        }

        if (refresh["userIds"] is JsonArray users && !users.Any(u => u.AsText() == Person.TeamsId))
        {
            return null;
        }

        var button = new CardButton { Title = action["title"].AsText() ?? "", Type = "Action.Execute", Verb = action["verb"].AsText(), Data = action["data"] };
        return await ExecuteAsync(shown, button, Merge(button.Data, []), "automatic", cancellationToken);
    }

    /// <summary>Posts any invoke, for example <c>signin/failure</c>.</summary>
    public Task<BotAnswer> InvokeAsync(string name, JsonNode value, CancellationToken cancellationToken = default) =>
        channel.PostAsync(Activities.Invoke(name, value), cancellationToken);

    /// <summary>What Teams posts when the sign-in page hands over its six-digit code.</summary>
    public Task<BotAnswer> VerifyStateAsync(string code, CancellationToken cancellationToken = default) =>
        InvokeAsync("signin/verifyState", new JsonObject { ["state"] = code }, cancellationToken);

    /// <summary>
    /// What Teams does silently with a sign-in card that allows a token exchange: it gets a token of its own account for the
    /// card's resource and hands it to the bot, once for each open client with the same ID.
    /// </summary>
    public Task<BotAnswer> ExchangeTokenAsync(ChatMessage signInCard, CancellationToken cancellationToken = default)
    {
        var content = signInCard.Cards.Single(c => c.IsOAuth).Content;
        var resource = content["tokenExchangeResource"] as JsonObject ?? throw new InvalidOperationException("The card allows no token exchange.");
        var token = signer.SignEntra(
            TokenSigner.Issuer(addresses.Https, Person.TenantId.ToString()),
            world.Own.SignIn.AppId.ToString(),
            new Dictionary<string, object>
            {
                ["tid"] = Person.TenantId.ToString(),
                ["oid"] = Person.Id.ToString(),
                ["name"] = Person.Name,
                ["preferred_username"] = Person.UserPrincipalName,
                ["scp"] = "access_as_user",
                ["azp"] = "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
                ["ver"] = "2.0",
            },
            TimeSpan.FromHours(1));
        var value = new JsonObject
        {
            ["id"] = resource["id"].AsText(),
            ["connectionName"] = content["connectionName"].AsText(),
            ["token"] = token,
        };
        return InvokeAsync("signin/tokenExchange", value, cancellationToken);
    }

    /// <summary>Waits for a message whose first card satisfies the condition; of several the latest.</summary>
    public Task<ChatMessage> WaitForCardAsync(
        Func<CardView, bool> predicate, string wanted = "the expected card", TimeSpan? patience = null, CancellationToken cancellationToken = default) =>
        WaitForMessageAsync(m => m.Cards.Any(predicate), wanted, patience, cancellationToken);

    public Task<ChatMessage> WaitForMessageAsync(
        Func<ChatMessage, bool> predicate, string wanted = "the expected message", TimeSpan? patience = null, CancellationToken cancellationToken = default) =>
        chat.WaitForAsync(
            c => c.Messages.FindLast(m => m.Author != Author.Person && !m.IsDeleted && predicate(m)), patience ?? DefaultPatience, wanted, cancellationToken);

    private async Task<ClickResult> PressAsync(ChatMessage shown, CardView card, CardButton button, JsonObject? inputs, CancellationToken cancellationToken)
    {
        switch (button.Type)
        {
            case "Action.Execute":
                return await ExecuteAsync(shown, button, Merge(button.Data, InputText.Values(card.Content, inputs)), "manual", cancellationToken);
            case "Action.Submit":
                return await SubmitAsync(shown, Merge(button.Data, InputText.Values(card.Content, inputs)), cancellationToken);
            case "imBack":
                return new ClickResult(await SayAsync(button.Data.AsText() ?? button.Title, cancellationToken));
            default:
                return new ClickResult(null, Uri.TryCreate(button.Url, UriKind.Absolute, out var url) ? url : null);
        }
    }

    private async Task<ClickResult> ExecuteAsync(ChatMessage shown, CardButton button, JsonObject data, string trigger, CancellationToken cancellationToken)
    {
        var answer = await channel.PostAsync(Activities.Execute(shown.Id, button, data, trigger), cancellationToken);
        var result = new ClickResult(answer);
        if (answer.Status == HttpStatusCode.OK && result.CardStatus == 200)
        {
            Show(shown, result.CardType, answer.Body.At("value"));
        }

        return result;
    }

    private async Task<ClickResult> SubmitAsync(ChatMessage shown, JsonObject value, CancellationToken cancellationToken)
    {
        var special = value["msteams"] as JsonObject;
        if (special?["type"].AsText() == "imBack")
        {
            return new ClickResult(await SayAsync(special["value"].AsText() ?? "", cancellationToken));
        }

        // messageBack: the text is sent along, and the message shows displayText.
        return new ClickResult(await channel.PostAsync(Activities.Submit(shown.Id, value, special?["text"].AsText()), cancellationToken));
    }

    private void Show(ChatMessage shown, string? type, JsonNode? value)
    {
        if (type == CardAnswer && value is JsonObject card)
        {
            var activity = shown.Activity.Clone();
            activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = CardView.Adaptive, ["content"] = card.DeepClone() });
            chat.Update(shown.Id, shown.Author, activity);
        }
        else if (type == MessageAnswer && value.AsText() is { } text)
        {
            chat.Add(Author.Teams, new JsonObject { ["type"] = "message", ["text"] = text, ["replyToId"] = shown.Id });
        }
    }

    private static JsonObject Merge(JsonNode? data, JsonObject inputs)
    {
        var merged = data is JsonObject o ? o.Clone() : [];
        foreach (var (name, value) in inputs)
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }
}
