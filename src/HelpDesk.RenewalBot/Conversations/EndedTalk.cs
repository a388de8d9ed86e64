namespace HelpDesk.RenewalBot.Conversations;

/// <summary>Why the dialogs that the last turn left waiting are over.</summary>
internal enum EndedTalk
{
    /// <summary>This version of the bot cannot go on where an earlier one stopped.</summary>
    Updated,

    /// <summary>Nobody has said anything for too long.</summary>
    Idle,
}
