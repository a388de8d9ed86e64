using HelpDesk.Sandbox.Acs;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Graph;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.KeyVault;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.TokenService;

namespace HelpDesk.Sandbox.Hosting;

/// <summary>The parts of the local Microsoft 365, one line each.</summary>
internal static class SandboxFeatures
{
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddIdentity();
        services.AddGraph();
        services.AddAcs();
        services.AddTeams();
        services.AddTokenService();
        services.AddKeyVault();
        services.AddControl();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapIdentity();
        app.MapGraph();
        app.MapAcs();
        app.MapTeams();
        app.MapTokenService();
        app.MapKeyVault();
        app.MapControl();
    }
}
