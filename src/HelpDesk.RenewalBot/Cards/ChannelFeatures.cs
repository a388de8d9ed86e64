namespace HelpDesk.RenewalBot.Cards;

/// <summary>What the clients behind a channel can do. Teams and the Agents Playground can all of it, the Emulator none.</summary>
internal static class ChannelFeatures
{
    private const string Teams = "msteams";

    /// <summary>Elsewhere nobody knows Action.Execute: the button is there and does nothing.</summary>
    public static bool HasExecute(string channelId) => channelId == Teams;

    /// <summary>Elsewhere an updated message goes on showing what it did.</summary>
    public static bool ShowsUpdates(string channelId) => channelId == Teams;

    public static bool HasCharts(string channelId) => channelId == Teams;
}
