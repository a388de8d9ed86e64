namespace HelpDesk.RenewalBot;

/// <summary>Names this host where two programs would both be called Program.</summary>
public sealed class BotHost
{
    private BotHost()
    {
    }
}
