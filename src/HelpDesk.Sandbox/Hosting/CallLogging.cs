namespace HelpDesk.Sandbox.Hosting;

/// <summary>Marks the endpoints of an area, for the call log and for faults.</summary>
public sealed record AreaMetadata(Area Area);

/// <summary>What an endpoint says about the call it serves.</summary>
public sealed class CallNote
{
    public string? Caller { get; set; }

    public string? Effect { get; set; }
}

public static class CallLogging
{
    /// <summary>The header by which the sandbox marks the calls that it makes for the parts of a batch.</summary>
    internal const string PartOfBatch = "Sandbox-Part-Of-Batch";

    /// <summary>Says that the endpoints belong to <paramref name="area"/>: they are logged and faults can hit them.</summary>
    public static TBuilder InArea<TBuilder>(this TBuilder builder, Area area) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AreaMetadata(area));

    public static CallNote Note(this HttpContext context)
    {
        if (context.Features.Get<CallNote>() is not { } note)
        {
            note = new CallNote();
            context.Features.Set(note);
        }

        return note;
    }

    public static Area? Area(this HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AreaMetadata>()?.Area;

    internal static void UseCallLog(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Area() is not { } area)
        {
            await next(context);
            return;
        }

        // A rewritten or re-executed path would hide what was called.
        var path = context.Request.Path.Value ?? "/";
        try
        {
            await next(context);
        }
        finally
        {
            var note = context.Note();
            var status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
            context.RequestServices.GetRequiredService<CallLog>().Add(
                context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
                area,
                context.Request.Method,
                path,
                note.Caller,
                status,
                note.Effect,
                context.Request.Headers.ContainsKey(PartOfBatch));
        }
    });
}
