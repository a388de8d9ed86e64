using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;
using System.Text.Json.Nodes;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>
/// Gives the code to the bot in the person's place (<c>signin/verifyState</c>), as Teams does when the browser's account is the
/// chat's account. Any other sign-in ends with a code to type: it could be somebody else's browser.
/// </summary>
internal sealed class HandOver(SandboxWorld world, Chats chats, TeamsClients clients, BotChannel channel, SandboxSettings settings, TimeProvider clock)
{
    /// <summary>Whether the bot took the code.</summary>
    public async Task<bool> TryAsync(SignInState signIn, Person signedIn, string code, CancellationToken cancellationToken)
    {
        if (world.FindPersonByTeamsId(signIn.UserId) is not { } chatting || chatting.Id != signedIn.Id)
        {
            return false;
        }

        try
        {
            return await PostAsync(signIn, chatting, code, cancellationToken) is { IsSuccess: true };
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            // The bot does not answer: the person can still type the code.
            return false;
        }
    }

    private async Task<BotAnswer?> PostAsync(SignInState signIn, Person person, string code, CancellationToken cancellationToken)
    {
        if (signIn.ServiceUrl == channel.ServiceUrl.ToString() && chats.Find(signIn.ConversationId) is not null)
        {
            return await clients.Of(person).VerifyStateAsync(code, cancellationToken);
        }

        // The Playground never posts it itself, and takes no token: what it would post goes to the bot without one.
        return IsPlayground(signIn.ServiceUrl)
            ? await channel.PostAnonymouslyAsync(
                new TeamsActivities(person, signIn.ConversationId, signIn.ServiceUrl, world.Own.Bot, clock).Invoke("signin/verifyState", new JsonObject { ["state"] = code }),
                cancellationToken)
            : null;
    }

    private bool IsPlayground(string serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Port == settings.Ports.Playground;
}
