using HelpDesk.Bots.Authentication;
using HelpDesk.Bots.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Bots.Hosting;

/// <summary>An activity that was let in, with who sent it; or why it was not.</summary>
internal readonly record struct Admission(Caller? Caller, Activity? Activity, RefusalReason Refusal);

/// <summary>
/// What every request has to pass: the head is checked and the caller authenticated before the body is read, and what the token says is
/// compared with the activity before anything else looks at it.
/// </summary>
internal sealed partial class Door(
    InboundAuthentication authentication, ActivityReader reader, ServiceUrlPolicy serviceUrls, BotMetrics metrics, ILogger<Door> logger)
{
    public async ValueTask<Admission> AdmitAsync(HttpRequest request)
    {
        var admission = await CheckAsync(request, request.HttpContext.RequestAborted);
        if (admission.Refusal != RefusalReason.None)
        {
            metrics.Refused(admission.Refusal);
            Log.Refused(logger, admission.Refusal.Status(), admission.Refusal, admission.Activity?.ChannelId, admission.Activity?.Id);
        }

        return admission;
    }

    private async ValueTask<Admission> CheckAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ActivityReader.IsJson(request.ContentType))
        {
            return Refuse(RefusalReason.ContentType);
        }

        var (caller, refusal) = await authentication.AuthenticateAsync(request, cancellationToken);
        if (caller is null)
        {
            return Refuse(refusal);
        }

        Activity? activity;
        try
        {
            (activity, refusal) = await reader.ReadAsync(request, cancellationToken);
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? RefusalReason.BodyTooLarge : RefusalReason.BodyUnreadable);
        }

        if (activity is null)
        {
            return Refuse(refusal);
        }

        refusal = caller.Check(activity);
        if (refusal == RefusalReason.None && !serviceUrls.TryGet(activity.ServiceUrl, out _))
        {
            refusal = RefusalReason.ServiceUrlNotAllowed;
        }

        return new Admission(caller, activity, refusal);
    }

    private static Admission Refuse(RefusalReason reason) => new(null, null, reason);

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning, "Refused a request with {Status}: {Reason} (channel {ChannelId}, activity {ActivityId}).")]
        public static partial void Refused(ILogger logger, int status, RefusalReason reason, string? channelId, string? activityId);
    }
}
