using HelpDesk.Storage.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HelpDesk.RenewalService.Problems;

/// <summary>Whether the service can work: its database answers.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<ServiceContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}

internal static class HealthRoute
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");

    public static void MapHealth(this WebApplication app) => app.MapHealthChecks("/health").AllowAnonymous().DisableRateLimiting();
}
