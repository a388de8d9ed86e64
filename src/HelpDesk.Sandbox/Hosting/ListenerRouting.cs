namespace HelpDesk.Sandbox.Hosting;

/// <summary>Keeps the two listeners apart: libraries speak https, people and <c>/sandbox/*</c> plain http.</summary>
public static class ListenerRouting
{
    public static TBuilder OnHttps<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ListenerMetadata("https"));

    public static TBuilder OnPages<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ListenerMetadata("http"));

    internal static void UseListenerRouting(this WebApplication app) => app.Use((context, next) =>
    {
        var listener = context.GetEndpoint()?.Metadata.GetMetadata<ListenerMetadata>();
        if (listener is null || listener.Scheme == context.Request.Scheme)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private sealed record ListenerMetadata(string Scheme);
}
