using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>The bot's own token for the renewal service, with the credential and from the login host that it has for the channel.</summary>
internal sealed class ServiceTokens(BotAppTokens tokens, IOptions<Service.RenewalServiceOptions> service)
{
    public Task<string> GetAsync(CancellationToken ct) => tokens.GetAsync(service.Value.Scope, ct);
}
