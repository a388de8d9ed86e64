using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Feed;
using HelpDesk.Renewals.Contract;
using MsalException = Microsoft.Identity.Client.MsalException;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HelpDesk.RenewalBot.Service;

/// <summary>
/// The renewal service as the bot sees it. Calls for a person before sign-in carry the bot's own token; calls on behalf of an
/// admin carry the token that the caller hands in, which is never kept.
/// </summary>
internal sealed partial class RenewalServiceClient(IHttpClientFactory clients, ServiceTokens tokens, ILogger<RenewalServiceClient> log)
{
    public const string ClientName = "renewal-service";

    // For each line, counted by real time: the service itself gives up a part after four seconds.
    private static readonly TimeSpan ChecklistPatience = TimeSpan.FromSeconds(10);

    public Task<ServiceResult<UnreadPage>> GetChangesAsync(long after, int take, CancellationToken ct) =>
        AsBotAsync(HttpMethod.Get, $"v1/changes?after={after}&take={take}", FeedJson.Default.UnreadPage, ct);

    public Task<ServiceResult<IReadOnlyList<RegistrationStatus>>> GetRegistrationsAsync(Person person, CancellationToken ct) =>
        AsBotAsync(HttpMethod.Get, $"{Of(person)}/registrations", ContractJson.Default.IReadOnlyListRegistrationStatus, ct);

    public Task<ServiceResult<IReadOnlyList<Renewal>>> GetRenewalsAsync(Person person, Guid registrationId, CancellationToken ct) =>
        AsBotAsync(HttpMethod.Get, $"{Of(person)}/registrations/{registrationId}/renewals", ContractJson.Default.IReadOnlyListRenewal, ct);

    /// <summary>The checks with the service's own consent; only ever for the person who sits in the chat.</summary>
    public Task<ServiceResult<Checklist>> CheckAsync(Person person, Guid registrationId, CheckFollower follower, CancellationToken ct) =>
        WithBotTokenAsync(token => FollowAsync($"{Of(person)}/registrations/{registrationId}/checks", token, follower, ct), ct);

    /// <summary>Keeps the word of the person who sits in the chat that a known issue is in order.</summary>
    public Task<ServiceResult<Done>> ConfirmCheckAsync(Person person, string name, Guid registrationId, string check, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Of(person)}/registrations/{registrationId}/checks/{Uri.EscapeDataString(check)}/confirmation")
        {
            Content = JsonContent.Create(new ConfirmationInput(name), ServiceJson.Default.ConfirmationInput),
        };
        return WithBotTokenAsync(token => SendAsync(request, token, (_, _) => Task.FromResult<Done?>(new Done()), ct), ct);
    }

    /// <summary>Whether an account is in the person's directory.</summary>
    public Task<ServiceResult<AccountPresence>> GetAccountAsync(Person person, Guid registrationId, string loginOrId, CancellationToken ct) => AsBotAsync(
        HttpMethod.Get, $"{Of(person)}/registrations/{registrationId}/accounts/{Uri.EscapeDataString(loginOrId)}", ContractJson.Default.AccountPresence, ct);

    public Task<ServiceResult<SignedInAdmin>> GetSignedInAsync(string token, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "v1/me"), token, ContractJson.Default.SignedInAdmin, ct);

    public Task<ServiceResult<IReadOnlyList<RegistrationStatus>>> GetRegistrationsSignedInAsync(string token, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "v1/me/registrations"), token, ContractJson.Default.IReadOnlyListRegistrationStatus, ct);

    /// <summary>The checks on behalf of the admin.</summary>
    public Task<ServiceResult<Checklist>> CheckSignedInAsync(string token, Guid registrationId, CheckFollower follower, CancellationToken ct) =>
        FollowAsync($"v1/registrations/{registrationId}/checks", token, follower, ct);

    /// <summary>Starts a renewal. The same key again gives the same answer and no second renewal.</summary>
    public Task<ServiceResult<Renewal>> StartRenewalAsync(string token, Guid registrationId, Guid idempotencyKey, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"v1/registrations/{registrationId}/renewals");
        request.Headers.Add("Idempotency-Key", idempotencyKey.ToString());
        return SendAsync(request, token, ContractJson.Default.Renewal, ct);
    }

    /// <summary>Removes what earlier renewals left in the directory.</summary>
    public Task<ServiceResult<CleanUpResult>> CleanUpAsync(string token, Guid registrationId, CancellationToken ct) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, $"v1/registrations/{registrationId}/clean-ups"), token, ContractJson.Default.CleanUpResult, ct);

    // Tenant and person come from the channel and are opaque: nothing in them may change the path.
    private static string Of(Person person) => $"v1/tenants/{Uri.EscapeDataString(person.TenantId)}/people/{Uri.EscapeDataString(person.PersonId)}";

    private Task<ServiceResult<T>> AsBotAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => WithBotTokenAsync(token => SendAsync(new HttpRequestMessage(method, path), token, type, ct), ct);

    private async Task<ServiceResult<T>> WithBotTokenAsync<T>(Func<string, Task<ServiceResult<T>>> send, CancellationToken ct)
        where T : class
    {
        string token;
        try
        {
            token = await tokens.GetAsync(ct);
        }
        catch (Exception e) when (e is MsalException or HttpRequestException)
        {
            Log.NoToken(log, e);
            return Unavailable<T>();
        }

        return await send(token);
    }

    private Task<ServiceResult<T>> SendAsync<T>(HttpRequestMessage request, string token, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => SendAsync(request, token, (response, c) => response.Content.ReadFromJsonAsync(type, c), ct);

    private async Task<ServiceResult<Checklist>> FollowAsync(string path, string token, CheckFollower follower, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Accept.Add(new(ChecklistLines.MediaType));
        request.Headers.AcceptLanguage.Add(new(follower.Language));
        return await SendAsync(request, token, (response, _) => ChecklistLines.ReadAsync(response.Content, follower, limit, ChecklistPatience), ct);
    }

    private async Task<ServiceResult<T>> SendAsync<T>(
        HttpRequestMessage request, string token, Func<HttpResponseMessage, CancellationToken, Task<T?>> read, CancellationToken ct)
        where T : class
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            try
            {
                using var http = clients.CreateClient(ClientName);
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                if (response.IsSuccessStatusCode && await read(response, ct) is { } value)
                {
                    return new ServiceResult<T> { Value = value };
                }

                var problem = await ProblemReader.ReadAsync(response, ct);
                Log.Refused(log, request.Method, request.RequestUri, (int)response.StatusCode, problem.Code);
                return new ServiceResult<T> { Problem = problem };
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or IOException or TimeoutRejectedException or BrokenCircuitException
                || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                Log.Unreachable(log, e, request.Method, request.RequestUri);
                return Unavailable<T>();
            }
        }
    }

    private static ServiceResult<T> Unavailable<T>()
        where T : class => new() { Problem = new ServiceProblem { Failure = ServiceFailure.Unavailable } };

    private static partial class Log
    {
        [LoggerMessage(3000, LogLevel.Error, "No token for the renewal service could be obtained.")]
        public static partial void NoToken(ILogger logger, Exception exception);

        [LoggerMessage(3001, LogLevel.Warning, "{Method} {Uri}: the renewal service answered {Status} '{Code}'.")]
        public static partial void Refused(ILogger logger, HttpMethod method, Uri? uri, int status, string code);

        [LoggerMessage(3002, LogLevel.Error, "{Method} {Uri}: no usable answer from the renewal service.")]
        public static partial void Unreachable(ILogger logger, Exception exception, HttpMethod method, Uri? uri);
    }
}
