using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HelpDesk.Storage.Bot;

public sealed class SqliteBotContext(DbContextOptions<SqliteBotContext> options) : BotContext(options)
{
    /// <summary>For <c>dotnet ef migrations add NAME --context SqliteBotContext --output-dir Bot/Migrations/Sqlite</c>.</summary>
    public sealed class DesignTime : IDesignTimeDbContextFactory<SqliteBotContext>
    {
        public SqliteBotContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteBotContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
