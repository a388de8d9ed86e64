using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.Data.Sqlite;

namespace HelpDesk.RenewalService.Tests.Watching;

public sealed class ScheduleTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task The_schedule_keeps_itself_in_a_file_of_its_own_and_makes_its_tables()
    {
        await using var schedule = new SqliteConnection($"Data Source={Host.Folder}/service-schedule.db;Mode=ReadOnly");
        await schedule.OpenAsync();

        Assert.Contains("QRTZ_TRIGGERS", await NamesAsync(schedule, "SELECT name FROM sqlite_master WHERE type = 'table'"));
        Assert.Contains("tick", await NamesAsync(schedule, "SELECT JOB_NAME FROM QRTZ_JOB_DETAILS"));
    }

    [Fact]
    public async Task A_host_that_starts_looks_at_once_and_tells_the_feed()
    {
        await using var host = await World.StartHostAsync();
        using var api = host.NewApi();

        Assert.Equal(3, (await ChangesAsync(api)).Count);
    }

    [Fact]
    public async Task A_second_start_on_the_same_files_finds_its_schedule_and_repeats_no_news()
    {
        var folder = World.NewFolder();
        await using (await World.StartHostAsync(folder))
        {
        }

        await using var again = await World.StartHostAsync(folder);
        using var api = again.NewApi();

        Assert.Equal(3, (await ChangesAsync(api)).Count);
    }

    [Fact]
    public async Task A_registration_is_looked_at_again_when_its_time_has_come_and_not_before()
    {
        await Host.TickAsync();
        var looks = Looks();
        await Host.TickAsync();
        Assert.Equal(looks, Looks());

        World.Sandbox.Clock.Advance(TimeSpan.FromHours(13));
        await Host.TickAsync();

        Assert.True(Looks() > looks);
    }

    [Fact]
    public async Task A_directory_that_could_not_be_read_is_tried_again_soon_and_the_others_do_not_suffer()
    {
        World.Fault(new() { Kind = FaultKind.Status, Status = 403, Area = Area.Graph, Path = "/v1.0/applications", Count = 1 });
        await Host.TickAsync();
        var first = await ChangesAsync(Api);
        Assert.Single(first, c => (string?)c!["registration"]!["status"] == "Unknown");
        Assert.Equal(3, first.Count);

        World.Sandbox.Clock.Advance(TimeSpan.FromMinutes(2));
        await Host.TickAsync();

        Assert.NotEqual("Unknown", (string?)(await ChangesAsync(Api))[^1]!["registration"]!["status"]);
    }

    [Fact]
    public async Task A_renewal_that_a_process_left_behind_waits_for_a_sign_in()
    {
        var folder = World.NewFolder();
        var id = Guid.NewGuid();
        await using (var first = await World.StartHostAsync(folder))
        {
            var now = World.Sandbox.Clock.GetUtcNow();
            await first.QueryAsync(async c =>
            {
                c.Renewals.Add(new()
                {
                    Id = id,
                    RegistrationId = Ids.HelpDesk,
                    TenantId = $"{WorldIds.Contoso.Tenant}",
                    Strategy = HelpDesk.Renewals.Contract.RotationStrategy.EntraApplication,
                    State = HelpDesk.Renewals.Contract.RenewalState.Claimed,
                    IsActive = true,
                    StartedById = $"{Ada}",
                    StartedByName = "Ada Lindqvist",
                    StartedAt = now,
                    UpdatedAt = now,
                    DueAt = now.AddMinutes(2),
                    LeaseOwner = "a process that is gone",
                    LeaseUntil = now.AddMinutes(5),
                    Version = 1,
                });
                return await c.SaveChangesAsync();
            });
        }

        await using var second = await World.StartHostAsync(folder);
        using var api = second.NewApi();

        var renewal = (await api.GetAsync($"/v1/registrations/{Ids.HelpDesk}/renewals/{id}", await Tokens.OfAsync(Ada))).Good();
        Assert.Equal("NeedsSignIn", (string?)renewal["state"]);
        Assert.Contains("before anything was written", (string?)renewal["cause"], StringComparison.Ordinal);

        // The next sign-in, whoever's, carries it to its end.
        (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(WorldIds.Contoso.Farid))).Good(System.Net.HttpStatusCode.Accepted);
        await second.RestAsync();
        renewal = (await api.GetAsync($"/v1/registrations/{Ids.HelpDesk}/renewals/{id}", await Tokens.OfAsync(Ada))).Good();
        Assert.Equal("Proven", (string?)renewal["state"]);
    }

    private int Looks() => World.Sandbox.Calls.Calls.Count(c => c.Area is Area.Graph);

    private async Task<JsonArray> ChangesAsync(Api api) => (await api.GetAsync("/v1/changes", await Tokens.OfBotAsync())).Good()["changes"]!.AsArray();

    private static async Task<List<string>> NamesAsync(SqliteConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> names = [];
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
