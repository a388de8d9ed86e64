using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HelpDesk.Storage.Bot;

public sealed class PostgresBotContext(DbContextOptions<PostgresBotContext> options) : BotContext(options)
{
    /// <summary>For <c>dotnet ef migrations add NAME --context PostgresBotContext --output-dir Bot/Migrations/Postgres</c>.</summary>
    public sealed class DesignTime : IDesignTimeDbContextFactory<PostgresBotContext>
    {
        public PostgresBotContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresBotContext>().UseNpgsql("Host=localhost;Database=bot").Options);
    }
}
