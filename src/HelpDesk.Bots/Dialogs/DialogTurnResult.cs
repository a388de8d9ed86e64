namespace HelpDesk.Bots.Dialogs;

/// <summary>Where a dialog stands after a turn.</summary>
public sealed class DialogTurnResult(DialogTurnStatus status, object? result = null)
{
    public DialogTurnStatus Status { get; } = status;

    /// <summary>What the dialog ended with.</summary>
    public object? Result { get; } = result;

    /// <summary>Whether a child has ended its parent, which then has nothing left to do.</summary>
    public bool ParentEnded { get; init; }
}

public enum DialogTurnStatus
{
    /// <summary>There was no dialog.</summary>
    Empty,

    /// <summary>A dialog waits for the person.</summary>
    Waiting,

    /// <summary>The last dialog has ended.</summary>
    Complete,

    /// <summary>The dialogs were cancelled.</summary>
    Cancelled,

    /// <summary>The last dialog has ended and nothing else shall begin in this turn.</summary>
    CompleteAndWait,
}

/// <summary>Why a dialog's method is called.</summary>
public enum DialogReason
{
    BeginCalled,
    ContinueCalled,
    EndCalled,
    ReplaceCalled,
    CancelCalled,
    NextCalled,
}
