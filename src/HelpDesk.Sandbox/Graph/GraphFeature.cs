namespace HelpDesk.Sandbox.Graph;

public static class GraphFeature
{
    public static IServiceCollection AddGraph(this IServiceCollection services) => services;

    public static void MapGraph(this IEndpointRouteBuilder routes)
    {
    }
}
