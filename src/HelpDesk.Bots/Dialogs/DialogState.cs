using System.Text.Json.Serialization;

namespace HelpDesk.Bots.Dialogs;

/// <summary>
/// The dialogs that a conversation is in, the active one first. Kept in a bot state, for instance
/// <c>conversationState.CreateProperty&lt;DialogState&gt;(nameof(DialogState))</c>.
/// </summary>
[JsonConverter(typeof(DialogStateConverter))]
public sealed class DialogState
{
    public DialogState()
        : this(null)
    {
    }

    public DialogState(List<DialogInstance>? stack) => DialogStack = stack ?? [];

    public List<DialogInstance> DialogStack { get; set; }

    /// <summary>When a turn last opened the stack; kept only where <see cref="DialogSet.IdleTimeout"/> is set.</summary>
    public DateTimeOffset? LastUsed { get; set; }
}

/// <summary>The memory of one dialog on the stack.</summary>
public sealed class DialogInstance
{
    public required string Id { get; set; }

    /// <summary>
    /// What the dialog remembers. See <see cref="DialogValues"/> for the types that come back as they were and for how to read others.
    /// </summary>
    public IDictionary<string, object> State { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>Unused here; kept for stacks written by others.</summary>
    public int? StackIndex { get; set; }

    /// <summary>
    /// The <see cref="Dialog.GetVersion"/> of the dialog that began the instance, for dialogs whose shape can change: waterfalls and components.
    /// </summary>
    public string? Version { get; set; }
}
