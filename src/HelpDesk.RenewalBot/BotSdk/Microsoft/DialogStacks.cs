using System.Globalization;
using HelpDesk.RenewalBot.Conversations;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>Opens what is stored of dialogs, however old it is: what a deployment or a long silence has made useless is dropped.</summary>
internal static class DialogStacks
{
    /// <summary>Where the undermost dialog keeps when it was last continued, and by which dialogs.</summary>
    private const string LastUsed = "lastUsed";
    private const string Version = "dialogsVersion";

    public static async Task<(DialogContext Dialogs, EndedTalk? Ended)> OpenAsync(
        IStatePropertyAccessor<DialogState> state, ITurnContext turnContext, Dialog[] dialogs, TimeSpan idle, TimeProvider time, CancellationToken ct)
    {
        var set = new DialogSet(state);
        foreach (var dialog in dialogs)
        {
            set.Add(dialog);
        }

        var opened = await set.CreateContextAsync(turnContext, ct);
        var ended = Ended(opened, VersionOf(dialogs), idle, time.GetUtcNow());
        if (ended is not null)
        {
            opened.Stack.Clear();
        }

        return (opened, ended);
    }

    /// <summary>A stored value; null when there is none, or when it was written by a version whose values this one cannot read.</summary>
    public static async Task<T?> FindAsync<T>(this IStatePropertyAccessor<T> property, ITurnContext turnContext, CancellationToken ct)
        where T : class
    {
        try
        {
            return await property.GetAsync(turnContext, null, ct);
        }
        catch (Newtonsoft.Json.JsonException)
        {
            await property.DeleteAsync(turnContext, ct);
            return null;
        }
    }

    // A step more or less within a component changes the version of its own set only.
    private static string VersionOf(Dialog[] dialogs) =>
        string.Join('|', dialogs.Select(d => d is DialogContainer container ? container.Dialogs.GetVersion() : d.GetVersion()));

    private static EndedTalk? Ended(DialogContext opened, string version, TimeSpan idle, DateTimeOffset now)
    {
        if (opened.Stack.Count == 0)
        {
            return null;
        }

        if (opened.Stack.Exists(instance => opened.FindDialog(instance.Id) is null))
        {
            return EndedTalk.Updated;
        }

        var values = opened.Stack[^1].State;
        if (values.TryGetValue(Version, out var stored) && stored as string != version)
        {
            return EndedTalk.Updated;
        }

        values[Version] = version;
        var before = values.TryGetValue(LastUsed, out var text) && DateTimeOffset.TryParse(text as string, CultureInfo.InvariantCulture, out var time) ? time : now;
        values[LastUsed] = now.ToString("O", CultureInfo.InvariantCulture);
        return now - before > idle ? EndedTalk.Idle : null;
    }
}
