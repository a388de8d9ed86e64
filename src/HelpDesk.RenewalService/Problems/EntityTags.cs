using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace HelpDesk.RenewalService.Problems;

/// <summary>
/// Gives every answer to a GET of the API a tag of its content, and answers 304 without a body to whoever has it already
/// (RFC 9110 §8.8.3 and §13.1.2).
/// </summary>
internal static class EntityTags
{
    public static void UseEntityTags(this WebApplication app) =>
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method) && context.Request.Path.StartsWithSegments("/v1"), branch => branch.Use(TagAsync));

    private static async Task TagAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        if (context.Response.StatusCode is StatusCodes.Status200OK && IsKnown(context, new($"\"{Convert.ToHexStringLower(SHA256.HashData(answer.ToArray()))}\"")))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.ContentLength = null;
            context.Response.Headers.ContentType = default;
            return;
        }

        answer.Position = 0;
        await answer.CopyToAsync(wire, context.RequestAborted);
    }

    private static bool IsKnown(HttpContext context, EntityTagHeaderValue tag)
    {
        context.Response.GetTypedHeaders().ETag = tag;
        // What one person may see is nobody else's to keep.
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
    }
}
