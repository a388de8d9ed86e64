using System.Text.Json;
using HelpDesk.RenewalBot.Conversations;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Opens what is stored of dialogs, however old it is: what a deployment or a long silence has made useless is dropped.</summary>
internal static class DialogStacks
{
    public static async Task<(DialogContext Dialogs, EndedTalk? Ended)> OpenAsync(
        IStatePropertyAccessor<DialogState> state, ITurnContext turnContext, Dialog[] dialogs, TimeSpan idle, TimeProvider time, CancellationToken ct)
    {
        var set = new DialogSet(state) { IdleTimeout = idle, TimeProvider = time };
        foreach (var dialog in dialogs)
        {
            set.Add(dialog);
        }

        var opened = await set.CreateContextAsync(turnContext, ct);
        return (opened, opened.Dropped switch
        {
            null => null,
            DroppedDialogs.Idle => EndedTalk.Idle,
            _ => EndedTalk.Updated,
        });
    }

    /// <summary>A stored value; null when there is none, or when it was written by a version whose values this one cannot read.</summary>
    public static async Task<T?> FindAsync<T>(this IStatePropertyAccessor<T> property, ITurnContext turnContext, CancellationToken ct)
        where T : class
    {
        try
        {
            return await property.GetAsync(turnContext, null, ct);
        }
        catch (JsonException)
        {
            await property.DeleteAsync(turnContext, ct);
            return null;
        }
    }
}
