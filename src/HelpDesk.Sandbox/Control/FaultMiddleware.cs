using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.KeyVault;

namespace HelpDesk.Sandbox.Control;

/// <summary>Applies faults to the endpoints that belong to an area.</summary>
public static class FaultMiddleware
{
    internal static void UseFaults(this WebApplication app) => app.Use(async (context, next) =>
    {
        var fault = context.Area() is { } area
            ? context.RequestServices.GetRequiredService<FaultList>().Take(area, context.Request.Method, context.Request.Path.Value ?? "/")
            : null;
        if (fault is null)
        {
            await next(context);
            return;
        }

        if (fault.Delay is { } delay)
        {
            await Task.Delay(delay, TimeProvider.System, context.RequestAborted);
        }

        await (fault.Kind switch
        {
            FaultKind.Status => AnswerAsync(context, fault),
            FaultKind.Reset => AbortAsync(context, "connection reset by a fault"),
            FaultKind.LostAnswer => LoseAnswerAsync(context, next),
            FaultKind.Malformed => CutAnswerAsync(context, next),
            FaultKind.Broken => BreakAnswerAsync(context, next),
            FaultKind.Page => PageAsync(context),
            FaultKind.HoldBefore => HoldAsync(context, next),
            FaultKind.HoldAfter => HoldAnswerAsync(context, next),
            _ => next(context),
        });
    });

    private static Task AnswerAsync(HttpContext context, Fault fault)
    {
        context.Note().Effect = $"fault: {fault.Status}";
        if (fault.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Results.Json(fault.Body ?? UsualBody(context.Area(), fault.Status), statusCode: fault.Status).ExecuteAsync(context);
    }

    private static Task AbortAsync(HttpContext context, string what)
    {
        context.Note().Effect = what;
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task HoldAsync(HttpContext context, RequestDelegate next)
    {
        if (await IsReleasedAsync(context, hasHappened: false))
        {
            await next(context);
        }
        else
        {
            await AbortAsync(context, "held until the client had gone away");
        }
    }

    private static async Task HoldAnswerAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = wire;
        if (await IsReleasedAsync(context, hasHappened: true))
        {
            await wire.WriteAsync(answer.ToArray(), context.RequestAborted);
        }
        else
        {
            await AbortAsync(context, $"{context.Note().Effect}; the answer was held until the client had gone away");
        }
    }

    private static Task<bool> IsReleasedAsync(HttpContext context, bool hasHappened) =>
        context.RequestServices.GetRequiredService<HeldCalls>().HoldAsync(
            new(context.Area()!.Value, context.Request.Method, context.Request.Path.Value ?? "/", hasHappened), context.RequestAborted);

    private static async Task LoseAnswerAsync(HttpContext context, RequestDelegate next)
    {
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        await AbortAsync(context, $"{context.Note().Effect}; the answer was lost");
    }

    private static async Task BreakAnswerAsync(HttpContext context, RequestDelegate next)
    {
        await CutAnswerAsync(context, next, announcedLength: 100_000);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static Task PageAsync(HttpContext context)
    {
        context.Note().Effect = "fault: a gateway's page";
        return Results.Content("<html><body>Bad gateway</body></html>", "text/html", statusCode: StatusCodes.Status502BadGateway).ExecuteAsync(context);
    }

    private static async Task CutAnswerAsync(HttpContext context, RequestDelegate next, int? announcedLength = null)
    {
        var wire = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = wire;
        context.Note().Effect = $"{context.Note().Effect}; the answer was cut";

        // An empty answer cannot be cut, so it becomes the beginning of one.
        var half = answer.Length > 1 ? answer.ToArray()[..(int)(answer.Length / 2)] : "{\"value\":["u8.ToArray();
        if (context.Response.StatusCode == StatusCodes.Status204NoContent)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
        }

        context.Response.ContentLength = announcedLength ?? half.Length;
        await wire.WriteAsync(half, context.RequestAborted);
    }

    private static JsonObject UsualBody(Area? area, int status)
    {
        if (area is Area.Identity or Area.Acs)
        {
            return new JsonObject
            {
                ["error"] = "temporarily_unavailable",
                ["error_description"] = "AADSTS90033: A transient error has occurred. Please try again.",
                ["error_codes"] = new JsonArray(90033),
            };
        }

        if (area is Area.KeyVault)
        {
            return KeyVaultError.UsualBody(status);
        }

        var code = status switch
        {
            StatusCodes.Status429TooManyRequests => "TooManyRequests",
            StatusCodes.Status503ServiceUnavailable => "ServiceUnavailable",
            StatusCodes.Status403Forbidden => "Forbidden",
            _ => "ServiceError",
        };
        return new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "A fault of the sandbox.", ["innerError"] = new JsonObject() } };
    }
}
