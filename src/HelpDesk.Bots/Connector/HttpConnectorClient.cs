using System.Text.Json;
using HelpDesk.Bots.Hosting;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Connector;

/// <summary>The connector over HTTP.</summary>
internal sealed class HttpConnectorClient(ChannelHttp http, ServiceUrlPolicy serviceUrls) : ConnectorClient
{
    public override Task<ResourceResponse> SendToConversationAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return SendAsync(HttpMethod.Post, activity, null, cancellationToken);
    }

    public override Task<ResourceResponse> ReplyToActivityAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentException.ThrowIfNullOrEmpty(activity.ReplyToId);
        return SendAsync(HttpMethod.Post, activity, activity.ReplyToId, cancellationToken);
    }

    public override Task<ResourceResponse> UpdateActivityAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentException.ThrowIfNullOrEmpty(activity.Id);
        return SendAsync(HttpMethod.Put, activity, activity.Id, cancellationToken);
    }

    public override async Task DeleteActivityAsync(
        string serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken = default)
    {
        var endpoint = Endpoint(serviceUrl);
        var answer = await http.SendAsync(
            Call(HttpMethod.Delete, endpoint, ActivitiesUrl(endpoint, conversationId, activityId), new(BudgetKind.Sending, conversationId, null)),
            cancellationToken);
        if (answer.IsSuccess)
        {
            return;
        }

        var failure = ConnectorErrors.ToException(answer, "Deleting an activity");
        // What is gone already needs no deleting.
        if (failure.Reason != ConnectorFailure.Gone)
        {
            throw failure;
        }
    }

    public override async Task<ConversationResourceResponse> CreateConversationAsync(
        string serviceUrl, ConversationParameters parameters, CancellationToken cancellationToken = default)
    {
        var endpoint = Endpoint(serviceUrl);
        var answer = await http.SendAsync(
            Call(HttpMethod.Post, endpoint, $"{endpoint.BaseUrl}/v3/conversations", new(BudgetKind.Sending, null, parameters.TenantId)),
            parameters,
            BotJson.TypeInfo<ConversationParameters>(),
            cancellationToken);
        const string What = "Creating a conversation";
        var created = Read<ConversationResourceResponse>(answer, What);
        return created.Id is { Length: > 0 }
            ? created
            : throw new ConnectorException(ConnectorFailure.UnknownOutcome, $"{What}: the answer names none.", (int)answer.Status);
    }

    public override async Task<TeamsChannelAccount> GetConversationMemberAsync(
        string serviceUrl, string conversationId, string userId, CancellationToken cancellationToken = default)
    {
        var endpoint = Endpoint(serviceUrl);
        var url = $"{endpoint.BaseUrl}/v3/conversations/{Segment(conversationId)}/members/{Segment(userId)}";
        var answer = await http.SendAsync(
            Call(HttpMethod.Get, endpoint, url, new(BudgetKind.Reading, conversationId, null)), cancellationToken);
        var member = Read<TeamsChannelAccount>(answer, "Getting a member");
        // The roster calls it objectId in some answers and aadObjectId in others.
        if (member.AadObjectId is null && member.Properties?.TryGetValue("objectId", out var objectId) == true
            && objectId.ValueKind == JsonValueKind.String)
        {
            member.AadObjectId = objectId.GetString();
        }

        return member;
    }

    private async Task<ResourceResponse> SendAsync(HttpMethod method, Activity activity, string? activityId, CancellationToken cancellationToken)
    {
        // The Emulator does not answer at all, ever, without a sender.
        ArgumentNullException.ThrowIfNull(activity.From);
        ArgumentNullException.ThrowIfNull(activity.Conversation);
        var endpoint = Endpoint(activity.ServiceUrl);
        var answer = await http.SendAsync(
            Call(
                method,
                endpoint,
                ActivitiesUrl(endpoint, activity.Conversation.Id, activityId),
                new(BudgetKind.Sending, activity.Conversation.Id, activity.Conversation.TenantId)),
            activity,
            BotJson.TypeInfo<Activity>(),
            cancellationToken);
        return answer.IsSuccess
            ? new ResourceResponse(ResourceId.Read(answer.Body))
            : throw ConnectorErrors.ToException(answer, method == HttpMethod.Put ? "Updating an activity" : "Sending an activity");
    }

    private ServiceEndpoint Endpoint(string? serviceUrl) => serviceUrls.TryGet(serviceUrl, out var endpoint)
        ? endpoint
        : throw new ConnectorException(
            ConnectorFailure.ServiceUrlNotAllowed, "The service URL's host is not among the channel's ServiceHosts. Nothing was sent.");

    private static ChannelCall Call(HttpMethod method, ServiceEndpoint endpoint, string url, BudgetUse budget) =>
        new(method, url, endpoint.TakesToken, budget);

    private static string ActivitiesUrl(ServiceEndpoint endpoint, string conversationId, string? activityId) => activityId is null
        ? $"{endpoint.BaseUrl}/v3/conversations/{Segment(conversationId)}/activities"
        : $"{endpoint.BaseUrl}/v3/conversations/{Segment(conversationId)}/activities/{Segment(activityId)}";

    /// <summary>One path segment. Dots alone would be taken for a relative path, escaped or not.</summary>
    private static string Segment(string id) => string.IsNullOrEmpty(id) || id is "." or ".."
        ? throw new ConnectorException(ConnectorFailure.Refused, "An identifier cannot be part of an address. Nothing was sent.")
        : Uri.EscapeDataString(id);

    private static T Read<T>(ChannelAnswer answer, string what)
        where T : class
    {
        if (!answer.IsSuccess)
        {
            throw ConnectorErrors.ToException(answer, what);
        }

        try
        {
            if (JsonSerializer.Deserialize(answer.Body, BotJson.TypeInfo<T>()) is { } value)
            {
                return value;
            }
        }
        catch (JsonException e)
        {
            throw new ConnectorException(ConnectorFailure.UnknownOutcome, $"{what}: the answer is not understood.", (int)answer.Status, inner: e);
        }

        throw new ConnectorException(ConnectorFailure.UnknownOutcome, $"{what}: the answer is empty.", (int)answer.Status);
    }
}
