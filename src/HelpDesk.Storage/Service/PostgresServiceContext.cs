using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HelpDesk.Storage.Service;

/// <summary>The renewal service's model on PostgreSQL.</summary>
public sealed class PostgresServiceContext(DbContextOptions<PostgresServiceContext> options) : ServiceContext(options);

/// <summary>Lets <c>dotnet ef migrations add … --context PostgresServiceContext -o Service/Migrations/Postgres</c> run without a host.</summary>
internal sealed class PostgresServiceContextFactory : IDesignTimeDbContextFactory<PostgresServiceContext>
{
    public PostgresServiceContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresServiceContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
