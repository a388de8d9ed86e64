using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Bots.Tests.Dialogs;

/// <summary>
/// Talks to a dialog without a host. What goes in and what comes out is JSON, and the state is stored and loaded for every turn, so that
/// nothing lives on as an object.
/// </summary>
internal sealed class TestConversation(Dialog dialog, string channelId = "msteams", string? overlay = null) : BotAdapter
{
    private readonly MemoryStorage _storage = new();
    private readonly List<JsonNode> _sent = [];

    public FakeUserTokens Tokens { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    /// <summary>What the dialog ended or waits with, from the last turn.</summary>
    public DialogTurnResult Last { get; private set; } = new(DialogTurnStatus.Empty);

    /// <summary>The answer to the last invoke.</summary>
    public InvokeResponse? Answer { get; private set; }

    /// <summary>The dialog that runs from the next turn on, as after a deployment.</summary>
    public Dialog Dialog { get; set; } = dialog;

    public DialogRunOptions Options { get; set; } = new();

    /// <summary>Says something and gets the texts of the replies.</summary>
    public async Task<string[]> SayAsync(string text) =>
        [.. (await PostAsync(Wire.Message(text))).Select(sent => (string?)sent["text"] ?? "")];

    public Task<IReadOnlyList<JsonNode>> InvokeAsync(string name, string value) => PostAsync(Wire.Invoke(name, value));

    /// <summary>Takes an activity as JSON and gets the replies as JSON.</summary>
    public async Task<IReadOnlyList<JsonNode>> PostAsync(string activityJson)
    {
        _sent.Clear();
        var json = JsonNode.Parse(activityJson)!.AsObject();
        json["channelId"] = channelId;
        foreach (var (name, value) in overlay is null ? [] : JsonNode.Parse(overlay)!.AsObject())
        {
            json[name] = value?.DeepClone();
        }

        using var turn = new TurnContext(this, json.Deserialize((System.Text.Json.Serialization.Metadata.JsonTypeInfo<Activity>)BotJson.Options.GetTypeInfo(typeof(Activity)))!);
        turn.TurnState.Add<UserTokenClient>(Tokens);
        turn.TurnState.Add<TimeProvider>(Clock);
        var state = new ConversationState(_storage);
        var property = state.CreateProperty<DialogState>("dialogs");
        await RunPipelineAsync(
            turn,
            async (context, ct) =>
            {
                Last = await Dialog.RunAsync(context, property, Options, ct);
                await state.SaveChangesAsync(context, cancellationToken: ct);
            },
            CancellationToken.None);
        Answer = turn.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse;
        return [.. _sent];
    }

    /// <summary>The stored stack.</summary>
    public async Task<JsonNode> StoredAsync()
    {
        var item = (StoredState)(await _storage.ReadAsync([Key]))[Key];
        return JsonNode.Parse(Encoding.UTF8.GetString(item.Json.Span))!["dialogs"]!;
    }

    /// <summary>Puts another stack in its place.</summary>
    public Task StoreAsync(string dialogs) => _storage.WriteAsync(
        new Dictionary<string, object> { [Key] = new StoredState { Json = Encoding.UTF8.GetBytes($$"""{"dialogs":{{dialogs}}}"""), ETag = ETags.Any } });

    private string Key => $"{channelId}/conversations/a:1";

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        foreach (var activity in activities)
        {
            if (activity.Type == ActivityTypesEx.InvokeResponse)
            {
                turnContext.TurnState.TryAdd(InvokeResponseKey, activity);
            }
            else
            {
                _sent.Add(JsonNode.Parse(BotJson.ToUtf8Bytes(activity))!);
            }
        }

        return Task.FromResult(activities.Select((_, i) => new ResourceResponse($"m-{i}")).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

/// <summary>A token service with one person.</summary>
internal sealed class FakeUserTokens : UserTokenClient
{
    /// <summary>What the service has without a code.</summary>
    public string? Token { get; set; }

    /// <summary>The codes that are worth a token.</summary>
    public Dictionary<string, string> Codes { get; } = [];

    /// <summary>The tokens that can be exchanged.</summary>
    public Dictionary<string, string> Exchanges { get; } = [];

    public bool OffersExchange { get; set; } = true;

    public Exception? Failure { get; set; }

    public List<string> Calls { get; } = [];

    public override Task<TokenResponse?> GetUserTokenAsync(
        string userId, string connectionName, string channelId, string? magicCode, CancellationToken cancellationToken)
    {
        Calls.Add($"get {userId} {connectionName} {channelId} {magicCode}".TrimEnd());
        return Answer(connectionName, magicCode is null ? Token : Codes.GetValueOrDefault(magicCode));
    }

    public override Task<SignInResource> GetSignInResourceAsync(
        string connectionName, Activity activity, string? finalRedirect, CancellationToken cancellationToken)
    {
        Calls.Add($"link {connectionName}");
        return Task.FromResult(new SignInResource("https://signin.test/link")
        {
            TokenExchangeResource = OffersExchange ? new TokenExchangeResource("x-1", "api://botid-1", "p-1") : null,
        });
    }

    public override Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken)
    {
        Calls.Add($"out {userId} {connectionName} {channelId}");
        return Task.CompletedTask;
    }

    public override Task<TokenResponse?> ExchangeTokenAsync(
        string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken)
    {
        Calls.Add($"exchange {userId} {connectionName} {channelId}");
        return Answer(connectionName, Exchanges.GetValueOrDefault(exchangeRequest.Token!));
    }

    private Task<TokenResponse?> Answer(string connectionName, string? token) => Failure is not null
        ? Task.FromException<TokenResponse?>(Failure)
        : Task.FromResult(token is null ? null : new TokenResponse(connectionName: connectionName, token: token));
}

/// <summary>A component around given dialogs.</summary>
internal class Component : ComponentDialog
{
    public Component(string id, params Dialog[] dialogs)
        : base(id)
    {
        foreach (var dialog in dialogs)
        {
            AddDialog(dialog);
        }
    }
}
