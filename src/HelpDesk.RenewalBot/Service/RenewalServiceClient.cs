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

    public Task<ServiceResult<UnreadPage>> GetChangesAsync(long after, int take, CancellationToken ct) =>
        AsBotAsync(HttpMethod.Get, $"v1/changes?after={after}&take={take}", FeedJson.Default.UnreadPage, ct);

    public Task<ServiceResult<IReadOnlyList<RegistrationStatus>>> GetRegistrationsAsync(Person person, CancellationToken ct) =>
        AsBotAsync(HttpMethod.Get, $"{Of(person)}/registrations", ContractJson.Default.IReadOnlyListRegistrationStatus, ct);

    public Task<ServiceResult<IReadOnlyList<Renewal>>> GetRenewalsAsync(Person person, Guid registrationId, CancellationToken ct) =>
        AsBotAsync(HttpMethod.Get, $"{Of(person)}/registrations/{registrationId}/renewals", ContractJson.Default.IReadOnlyListRenewal, ct);

    /// <summary>The checks with the service's own consent; only ever for the person who sits in the chat.</summary>
    public Task<ServiceResult<Checklist>> CheckAsync(Person person, Guid registrationId, CancellationToken ct) =>
        AsBotAsync(HttpMethod.Post, $"{Of(person)}/registrations/{registrationId}/checks", ContractJson.Default.Checklist, ct);

    public Task<ServiceResult<SignedInAdmin>> GetSignedInAsync(string token, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "v1/me"), token, ContractJson.Default.SignedInAdmin, ct);

    public Task<ServiceResult<IReadOnlyList<RegistrationStatus>>> GetRegistrationsSignedInAsync(string token, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "v1/me/registrations"), token, ContractJson.Default.IReadOnlyListRegistrationStatus, ct);

    /// <summary>The checks on behalf of the admin.</summary>
    public Task<ServiceResult<Checklist>> CheckSignedInAsync(string token, Guid registrationId, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, $"v1/registrations/{registrationId}/checks"), token, ContractJson.Default.Checklist, ct);

    /// <summary>Starts a renewal. The same key again gives the same answer and no second renewal.</summary>
    public Task<ServiceResult<Renewal>> StartRenewalAsync(string token, Guid registrationId, Guid idempotencyKey, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"v1/registrations/{registrationId}/renewals");
        request.Headers.Add("Idempotency-Key", idempotencyKey.ToString());
        return SendAsync(request, token, ContractJson.Default.Renewal, ct);
    }

    // Tenant and person come from the channel and are opaque: nothing in them may change the path.
    private static string Of(Person person) => $"v1/tenants/{Uri.EscapeDataString(person.TenantId)}/people/{Uri.EscapeDataString(person.PersonId)}";

    private async Task<ServiceResult<T>> AsBotAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken ct)
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

        return await SendAsync(new HttpRequestMessage(method, path), token, type, ct);
    }

    private async Task<ServiceResult<T>> SendAsync<T>(HttpRequestMessage request, string token, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            try
            {
                using var http = clients.CreateClient(ClientName);
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync(type, ct) is { } value)
                {
                    return new ServiceResult<T> { Value = value };
                }

                var problem = await ProblemReader.ReadAsync(response, ct);
                Log.Refused(log, request.Method, request.RequestUri, (int)response.StatusCode, problem.Code);
                return new ServiceResult<T> { Problem = problem };
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or TimeoutRejectedException or BrokenCircuitException
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
