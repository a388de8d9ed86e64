namespace HelpDesk.Sandbox.Acs;

public static class AcsFeature
{
    public static IServiceCollection AddAcs(this IServiceCollection services) => services;

    public static void MapAcs(this IEndpointRouteBuilder routes)
    {
    }
}
