using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace HelpDesk.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own, started at the first use and gone with this process. Null members tell that no PostgreSQL is
/// installed here: tests that need it are then shown as skipped.
/// </summary>
internal sealed class PostgresServer
{
    public const string Missing = "PostgreSQL is not installed (no pg_ctl in /usr/lib/postgresql/*/bin); set HELPDESK_POSTGRES to its bin folder.";

    private static readonly Lazy<PostgresServer?> Server = new(Start);
    private readonly string _folder;

    private PostgresServer(string folder) => _folder = folder;

    public static PostgresServer? Instance => Server.Value;

    /// <summary>A new database, as a copy of <paramref name="template"/> if one is named.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return ConnectionString(name);
    }

    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    public static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = "postgres", Database = database, MaxPoolSize = 60 }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static PostgresServer? Start()
    {
        if (Binaries() is not { } binaries)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("pg-").FullName;
        var isRoot = Environment.IsPrivilegedProcess;
        if (isRoot)
        {
            Run("chown", "postgres", folder);
        }

        // PostgreSQL refuses to run as root.
        string[] asUser = isRoot ? ["runuser", "-u", "postgres", "--"] : [];
        var data = Path.Combine(folder, "data");
        Run([.. asUser, Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C"]);
        Launch(folder, [.. asUser, Path.Combine(binaries, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
            "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=300"]);
        Run("timeout", "60", "sh", "-c", $"until '{Path.Combine(binaries, "pg_isready")}' -q -h '{folder}'; do sleep 0.1; done");
        return new PostgresServer(folder);
    }

    /// <summary>Ends with this process, however that ends: the shell waits for its input to close.</summary>
    private static void Launch(string folder, string[] command)
    {
        var quoted = string.Join(' ', command.Select(c => $"'{c}'"));
        var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"{quoted} >'{folder}/log' 2>&1 & server=$!; cat >/dev/null; kill -INT $(head -1 '{folder}/data/postmaster.pid'); wait $server; rm -rf '{folder}'"])
        {
            RedirectStandardInput = true,
        })!;
        GC.KeepAlive(shell);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => shell.StandardInput.Close();
    }

    private static string? Binaries()
    {
        if (Environment.GetEnvironmentVariable("HELPDESK_POSTGRES") is { Length: > 0 } named)
        {
            return named;
        }

        const string Debian = "/usr/lib/postgresql";
        return Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian)
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "pg_ctl")))
            : null;
    }

    private static void Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {output.Result}{errors}");
        }
    }
}
