namespace HelpDesk.Bots.Dialogs;

/// <summary>The clock that dialogs go by.</summary>
internal static class DialogClock
{
    public static TimeProvider Of(ITurnContext turnContext, TimeProvider? own) =>
        own ?? turnContext.TurnState.Get<TimeProvider>() ?? TimeProvider.System;
}
