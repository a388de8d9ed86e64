using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>Who wrote a message.</summary>
public enum Author
{
    Bot,
    Person,

    /// <summary>Text that Teams shows below a card because the answer to a click said so.</summary>
    Teams,
}

/// <summary>What a message was from a moment on.</summary>
public sealed record MessageVersion(DateTimeOffset At, JsonObject Activity);

/// <summary>A message as the person sees it, with all that it was before.</summary>
public sealed record ChatMessage
{
    public required string Id { get; init; }

    public required Author Author { get; init; }

    public required ImmutableList<MessageVersion> Versions { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>The latest version. Not to be changed.</summary>
    public JsonObject Activity => Versions[^1].Activity;

    public string Text => Activity["text"].AsText() ?? "";

    public IReadOnlyList<CardView> Cards => CardView.Of(Activity);

    /// <summary>The first card; most messages of a bot have exactly one.</summary>
    public CardView? Card => Cards.Count > 0 ? Cards[0] : null;

    /// <summary>Text and cards as one reads them.</summary>
    public string AsText() => string.Join('\n', [.. Text.Length > 0 ? [Text] : Array.Empty<string>(), .. Cards.Select(CardText.Framed)]);
}

/// <summary>Why Teams would refuse what the bot sends to this chat.</summary>
public enum Refusal
{
    None,
    ConversationBlockedByUser,
    MessageWritesBlocked,
    BotDisabledByAdmin,
    BotNotInConversationRoster,
    NotEnoughPermissions,
}

/// <summary>The personal chat of somebody with the bot: what they have seen of it.</summary>
public sealed class Chat(Person person, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private ImmutableList<ChatMessage> _messages = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _isInstalled;
    private long _lastId;

    public Person Person => person;

    /// <summary>Teams makes an opaque one for each person and bot; the same again for the same person.</summary>
    public string ConversationId { get; } = $"a:1sandbox_{person.Id:N}";

    public Refusal Refusal { get; set; }

    public ImmutableList<ChatMessage> Messages => Volatile.Read(ref _messages);

    public bool IsInstalled
    {
        get => Volatile.Read(ref _isInstalled);
        set => Volatile.Write(ref _isInstalled, value);
    }

    public string Add(Author author, JsonObject activity)
    {
        lock (_gate)
        {
            // Teams numbers messages by the time in milliseconds.
            _lastId = Math.Max(_lastId + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
            var id = _lastId.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Change(_messages.Add(new ChatMessage { Id = id, Author = author, Versions = [Version(activity)] }));
            return id;
        }
    }

    /// <summary>Shows something else in place of a message; false when there is no such message of the author any more.</summary>
    public bool Update(string id, Author author, JsonObject activity) =>
        Replace(id, author, message => message with { Versions = message.Versions.Add(Version(activity)) });

    public bool Delete(string id, Author author) => Replace(id, author, message => message with { IsDeleted = true });

    public ChatMessage? Find(string id) => Messages.Find(m => m.Id == id);

    /// <summary>Waits until <paramref name="find"/> finds something in this chat. Time-outs tell what the person sees instead.</summary>
    public async Task<T> WaitForAsync<T>(Func<Chat, T?> find, TimeSpan patience, string wanted, CancellationToken cancellationToken = default) where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(patience);
        while (true)
        {
            // The signal is taken before looking, so that a change in between wakes us.
            var changed = Volatile.Read(ref _changed).Task;
            if (find(this) is { } found)
            {
                return found;
            }

            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"{person.Name} did not see {wanted} within {patience.TotalSeconds:0} seconds. The chat shows:\n{LastMessages()}");
            }
        }
    }

    private string LastMessages() => Messages.IsEmpty
        ? "(nothing)"
        : string.Join('\n', Messages.TakeLast(3).Select(m => $"{m.Author}: {m.AsText()}"));

    private bool Replace(string id, Author author, Func<ChatMessage, ChatMessage> change)
    {
        lock (_gate)
        {
            var message = _messages.Find(m => m.Id == id && m.Author == author && !m.IsDeleted);
            if (message is null)
            {
                return false;
            }

            Change(_messages.Replace(message, change(message)));
            return true;
        }
    }

    private MessageVersion Version(JsonObject activity) => new(clock.GetUtcNow(), activity.Clone());

    private void Change(ImmutableList<ChatMessage> messages)
    {
        Volatile.Write(ref _messages, messages);
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The chats of everybody; a reset of the world forgets them.</summary>
public sealed class Chats
{
    private readonly TimeProvider _clock;
    private ImmutableDictionary<Guid, Chat> _chats = ImmutableDictionary<Guid, Chat>.Empty;

    public Chats(SandboxWorld world, TimeProvider clock)
    {
        _clock = clock;
        world.WasReset += (_, _) => _chats = ImmutableDictionary<Guid, Chat>.Empty;
    }

    public IEnumerable<Chat> All => _chats.Values;

    public Chat Of(Person person) => ImmutableInterlocked.GetOrAdd(ref _chats, person.Id, _ => new Chat(person, _clock));

    public Chat? Find(string conversationId) => _chats.Values.FirstOrDefault(c => c.ConversationId == conversationId);
}
