using System.Security.Claims;
using HelpDesk.Bots.Schema;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Bots.Hosting;

/// <summary>The adapter for Azure Bot Service's channels, the Agents Playground and the Emulator.</summary>
public sealed class CloudAdapter : BotAdapter, IBotFrameworkHttpAdapter
{
    public Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public override Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) => throw new NotImplementedException();

    public override Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) => throw new NotImplementedException();

    public override Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) => throw new NotImplementedException();

    public override Task ContinueConversationAsync(
        string botId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public override Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
