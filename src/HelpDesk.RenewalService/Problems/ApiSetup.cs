using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using HelpDesk.Renewals.Contract;
using HelpDesk.RenewalService.Settings;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Problems;

/// <summary>What all routes have in common: JSON, limits, and how a refusal looks.</summary>
internal static class ApiSetup
{
    // No request of this API has a body worth mentioning.
    private const long LargestBody = 64 * 1024;

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default);
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        // In Development, too, a wrong value in an address is the caller's mistake and no failure of ours.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = AddCode);
        builder.Services.AddExceptionHandler<DirectoryProblems>();
        builder.Services.AddSettings<LimitsOptions, LimitsOptionsValidator>(LimitsOptions.Section);
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitsOptions>>((limiter, limits) => AddLimits(limiter, limits.Value));
        builder.Services.AddOpenApi("v1");
    }

    public static void UseProblems(this WebApplication app)
    {
        // What a handler of ours turned into an answer has been logged there; anything else is logged here, once.
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = c => c.ExceptionHandledBy is ExceptionHandledType.ExceptionHandlerService });
        app.UseStatusCodePages();
        app.Use(RefuseLargeBodies);
    }

    /// <summary>No route reads a body, so the server by itself would not notice how large one is.</summary>
    private static Task RefuseLargeBodies(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength is not > LargestBody)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    private static void AddCode(ProblemDetailsContext context) => context.ProblemDetails.Extensions.TryAdd("code", context.ProblemDetails.Status switch
    {
        StatusCodes.Status400BadRequest => Problem.BadRequest,
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "notFound",
        StatusCodes.Status405MethodNotAllowed => "methodNotAllowed",
        StatusCodes.Status413PayloadTooLarge => "tooLarge",
        StatusCodes.Status415UnsupportedMediaType => "unsupportedMediaType",
        StatusCodes.Status429TooManyRequests => "tooManyRequests",
        _ => "internalError",
    });

    private static void AddLimits(RateLimiterOptions limiter, LimitsOptions limits)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            {
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.User switch
        {
            // The bot speaks for everybody, so it gets more than a person; whoever is nobody shares one allowance per address.
            { Identity.IsAuthenticated: true } user when user.HasClaim(c => c.Type == "scp") => Bucket($"person {user.FindFirstValue("tid")}/{user.FindFirstValue("oid")}", limits.PersonPerMinute),
            { Identity.IsAuthenticated: true } user => Bucket($"app {user.FindFirstValue("azp")}", limits.AppPerMinute),
            _ => Bucket($"address {context.Connection.RemoteIpAddress}", limits.AddressPerMinute),
        });
    }

    private static RateLimitPartition<string> Bucket(string who, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = perMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    });
}
