using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HelpDesk.Storage.Service;

/// <summary>The renewal service's model on SQLite.</summary>
public sealed class SqliteServiceContext(DbContextOptions<SqliteServiceContext> options) : ServiceContext(options);

/// <summary>Lets <c>dotnet ef migrations add … --context SqliteServiceContext -o Service/Migrations/Sqlite</c> run without a host.</summary>
internal sealed class SqliteServiceContextFactory : IDesignTimeDbContextFactory<SqliteServiceContext>
{
    public SqliteServiceContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteServiceContext>().UseSqlite("Data Source=design.db").Options);
}
