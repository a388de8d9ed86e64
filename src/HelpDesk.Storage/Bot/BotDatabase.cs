namespace HelpDesk.Storage.Bot;

/// <summary>The kinds of database that the bot can use.</summary>
public enum BotDatabaseProvider
{
    /// <summary>A file beside the program: one process.</summary>
    Sqlite,

    /// <summary>A server that any number of replicas share.</summary>
    PostgreSql,
}

/// <summary>Where the bot's data is.</summary>
public sealed record BotDatabase(BotDatabaseProvider Provider, string ConnectionString);
