namespace HelpDesk.RenewalBot.Service;

/// <summary>
/// Which registration the bot is (section <c>RenewalBot:Channel</c>). The same section configures the channel and the bot's credential; the
/// bot SDK reads and checks those.
/// </summary>
internal sealed class BotIdentityOptions
{
    public const string Section = "RenewalBot:Channel";

    public string AppId { get; init; } = "";
}
