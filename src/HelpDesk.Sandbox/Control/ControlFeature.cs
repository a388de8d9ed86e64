namespace HelpDesk.Sandbox.Control;

public static class ControlFeature
{
    public static IServiceCollection AddControl(this IServiceCollection services) => services;

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
    }
}
