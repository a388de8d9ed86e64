using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Changes;

public sealed class ChangeFeedTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Each_registration_is_told_once_with_the_people_to_tell()
    {
        await Host.TickAsync();

        var changes = await AllAsync();

        Assert.Equal(3, changes.Count);
        Assert.All(changes, c => Assert.Equal("RegistrationScanned", (string?)c["kind"]));
        Assert.All(changes, c => Assert.Null(c["renewal"]));
        foreach (var change in changes)
        {
            var isContoso = (string?)change["registration"]!["tenantId"] == $"{WorldIds.Contoso.Tenant}";
            Assert.Equal($"{(isContoso ? Ada : WorldIds.Fabrikam.Hana)}", (string?)Assert.Single(change["watchers"]!.AsArray()));
        }
    }

    [Fact]
    public async Task A_look_that_sees_nothing_new_is_no_news_and_the_next_day_is()
    {
        await Host.TickAsync();
        World.Sandbox.Clock.Advance(TimeSpan.FromHours(13));
        await Host.TickAsync();
        Assert.Equal(3, (await AllAsync()).Count);

        World.Sandbox.Clock.Advance(TimeSpan.FromDays(1));
        await Host.TickAsync();

        var changes = await AllAsync();
        Assert.Equal(6, changes.Count);
        Assert.Equal([14, 13], changes.Where(c => (Guid)c["registration"]!["id"]! == Ids.HelpDesk).Select(c => (int)c["registration"]!["daysLeft"]!));
    }

    [Fact]
    public async Task A_renewal_is_told_step_by_step_in_its_order()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);

        var moves = (await AllAsync()).Where(c => (string?)c["kind"] == "RenewalMoved").ToList();

        Assert.Equal(["Claimed", "Preflighted", "Staged", "Delivered", "Proven"], moves.Select(m => (string)m["renewal"]!["state"]!));
        Assert.All(moves, m => Assert.Equal((string?)renewal["id"], (string?)m["renewal"]!["id"]));
    }

    [Fact]
    public async Task Numbers_rise_and_pages_join_without_gap_or_repetition()
    {
        await RenewAsync(Ids.HelpDesk);
        await RenewAsync(Ids.AddIn);
        var all = (await AllAsync()).Select(c => (long)c["sequence"]!).ToList();

        var paged = new List<long>();
        long after = 0;
        for (var page = await PageAsync(after, 2); page["changes"]!.AsArray().Count > 0; page = await PageAsync(after, 2))
        {
            Assert.InRange(page["changes"]!.AsArray().Count, 1, 2);
            paged.AddRange(page["changes"]!.AsArray().Select(c => (long)c!["sequence"]!));
            after = (long)page["next"]!;
        }

        Assert.Equal(all.Order(), all);
        Assert.Equal(all, paged);
        Assert.Equal(all.Count, paged.Distinct().Count());
    }

    [Fact]
    public async Task At_the_end_the_cursor_stays_where_it_is()
    {
        await Host.TickAsync();
        var end = (long)(await PageAsync(0, 200))["next"]!;

        var page = await PageAsync(end, 50);

        Assert.Empty(page["changes"]!.AsArray());
        Assert.Equal(end, (long)page["next"]!);
    }

    [Fact]
    public async Task A_change_names_nobody_of_another_tenant()
    {
        await RenewAsync(Ids.HelpDesk);

        var changes = await AllAsync();

        Assert.All(changes, c => Assert.Equal(
            (string?)c["registration"]!["tenantId"] == $"{WorldIds.Contoso.Tenant}",
            c.ToJsonString().Contains($"{Ada}", StringComparison.Ordinal)));
        Assert.DoesNotContain(changes, c => (string?)c["registration"]!["tenantId"] == $"{WorldIds.Contoso.Tenant}"
            && c.ToJsonString().Contains("fabrikam", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("after=-1")]
    [InlineData("take=0")]
    [InlineData("take=201")]
    [InlineData("after=x")]
    [InlineData("after=99999999999999999999")]
    public async Task A_wrong_cursor_is_refused(string query) =>
        (await Api.GetAsync($"/v1/changes?{query}", await Tokens.OfBotAsync())).Refused(HttpStatusCode.BadRequest, "badRequest");

    private async Task<JsonNode> PageAsync(long after, int take) => (await Api.GetAsync($"/v1/changes?after={after}&take={take}", await Tokens.OfBotAsync())).Good();

    private async Task<List<JsonNode>> AllAsync() => [.. (await PageAsync(0, 200))["changes"]!.AsArray().Select(c => c!)];
}
