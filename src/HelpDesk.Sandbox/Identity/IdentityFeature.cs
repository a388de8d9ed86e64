namespace HelpDesk.Sandbox.Identity;

public static class IdentityFeature
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services;

    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
    }
}
