namespace HelpDesk.Bots.Dialogs;

/// <summary>Why the dialogs of a conversation could not go on.</summary>
public enum DroppedDialogs
{
    /// <summary>The bot was deployed with dialogs of another shape: the next step might have been the wrong one.</summary>
    Changed,

    /// <summary>The bot was deployed without one of the dialogs.</summary>
    Missing,

    /// <summary>What was stored does not parse any more.</summary>
    Unreadable,

    /// <summary>Nobody has touched them for <see cref="DialogSet.IdleTimeout"/>.</summary>
    Idle,
}
