using System.Net;
using System.Text.Json;
using HelpDesk.Bots.Connector;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Authentication;

/// <summary>The bot token service over HTTP. One instance serves all turns.</summary>
internal sealed class TokenServiceClient(ChannelHttp http, ChannelEndpoints endpoints, IOptions<BotChannelOptions> options) : UserTokenClient
{
    public override async Task<TokenResponse?> GetUserTokenAsync(
        string userId, string connectionName, string channelId, string? magicCode, CancellationToken cancellationToken)
    {
        var url = UserTokenUrl("GetToken", userId, connectionName, channelId);
        if (!string.IsNullOrEmpty(magicCode))
        {
            url += $"&code={Uri.EscapeDataString(magicCode)}";
        }

        var answer = await http.SendAsync(Call(HttpMethod.Get, url), cancellationToken);
        return answer.Status == HttpStatusCode.NotFound ? null : Token(answer, "Getting a person's token");
    }

    public override async Task<SignInResource> GetSignInResourceAsync(
        string connectionName, Activity activity, string? finalRedirect, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        ArgumentNullException.ThrowIfNull(activity);
        var state = CreateTokenExchangeState(options.Value.AppId, connectionName, activity);
        var url = $"{endpoints.TokenServiceUrl}/api/botsignin/GetSignInResource?state={Uri.EscapeDataString(state)}";
        if (!string.IsNullOrEmpty(finalRedirect))
        {
            url += $"&finalRedirect={Uri.EscapeDataString(finalRedirect)}";
        }

        const string What = "Getting a sign-in link";
        var answer = await http.SendAsync(Call(HttpMethod.Get, url), cancellationToken);
        return answer.IsSuccess ? Read<SignInResource>(answer, What) : throw ConnectorErrors.ToException(answer, What);
    }

    public override async Task SignOutUserAsync(
        string userId, string connectionName, string channelId, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(
            Call(HttpMethod.Delete, UserTokenUrl("SignOut", userId, connectionName, channelId)), cancellationToken);
        if (!answer.IsSuccess && answer.Status != HttpStatusCode.NotFound)
        {
            throw ConnectorErrors.ToException(answer, "Signing a person out");
        }
    }

    public override async Task<TokenResponse?> ExchangeTokenAsync(
        string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchangeRequest);
        var answer = await http.SendAsync(
            Call(HttpMethod.Post, UserTokenUrl("exchange", userId, connectionName, channelId)),
            exchangeRequest,
            BotJson.TypeInfo<TokenExchangeRequest>(),
            cancellationToken);
        // Consent is missing, the token does not fit, the connection cannot exchange: the person signs in by link instead.
        return answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed
            ? null
            : Token(answer, "Exchanging a token");
    }

    private static ChannelCall Call(HttpMethod method, string url) => new(method, url, WithToken: true);

    private string UserTokenUrl(string operation, string userId, string connectionName, string channelId)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        ArgumentException.ThrowIfNullOrEmpty(channelId);
        return $"{endpoints.TokenServiceUrl}/api/usertoken/{operation}?userId={Uri.EscapeDataString(userId)}"
            + $"&connectionName={Uri.EscapeDataString(connectionName)}&channelId={Uri.EscapeDataString(channelId)}";
    }

    private static TokenResponse? Token(ChannelAnswer answer, string what)
    {
        if (!answer.IsSuccess)
        {
            throw ConnectorErrors.ToException(answer, what);
        }

        if (answer.Body.Length == 0)
        {
            return null;
        }

        var response = Read<TokenResponse>(answer, what);
        return string.IsNullOrEmpty(response.Token) ? null : response;
    }

    private static T Read<T>(ChannelAnswer answer, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, BotJson.TypeInfo<T>()) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            // The body may hold a token: it is not quoted, and neither is the exception, which may quote it.
            throw new ConnectorException(
                ConnectorFailure.UnknownOutcome, $"{what}: the answer is not understood ({e.Path}).", (int)answer.Status);
        }
    }
}
