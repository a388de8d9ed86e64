using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>In which form and language a checklist is answered.</summary>
public sealed class ChecklistFormTests(ServiceWorld world) : CheckTest(world)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task As_lines_a_checklist_grows_until_it_is_complete(bool signedIn)
    {
        var answer = await Api.SendAsync(
            HttpMethod.Post,
            signedIn ? $"/v1/registrations/{Ids.AddIn}/checks" : ChecksOf(Ada, Ids.AddIn),
            await (signedIn ? Tokens.OfAsync(Ada) : Tokens.OfBotAsync()),
            null,
            ("Accept", "application/x-ndjson"));

        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (answer.Status, answer.ContentType));
        var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal([false, false, true], lines.Select(l => (bool)l["isComplete"]!));
        Assert.All(lines.SkipLast(1), l => Assert.False(MayContinue(l)));
        Assert.Equal(["vaultWritable", "recentRenewal"], With(lines[0], "Passed"));
        Assert.Equal(["role", "appPolicy"], With(lines[1], "Pending"));
        Assert.Empty(With(lines[2], "Pending"));
        // What has been said is not taken back.
        foreach (var (earlier, later) in lines.Zip(lines.Skip(1)))
        {
            Assert.All(earlier["checks"]!.AsArray().Where(c => (string?)c!["result"] is not "Pending"), c => Assert.Equal((string?)c!["result"], Result(later, (string)c["name"]!)));
        }
    }

    [Fact]
    public async Task The_last_line_is_what_is_answered_otherwise()
    {
        var token = await Tokens.OfAsync(Ada);
        var lines = await Api.SendAsync(HttpMethod.Post, $"/v1/registrations/{Ids.HelpDesk}/checks", token, null, ("Accept", "application/x-ndjson"));
        var whole = await AfterSignInAsync(Ada, Ids.HelpDesk);

        var last = JsonNode.Parse(lines.Text.TrimEnd('\n').Split('\n')[^1])!;

        Assert.Equal(whole["checks"]!.ToJsonString(), last["checks"]!.ToJsonString());
    }

    [Theory]
    [InlineData("de", true)]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", true)]
    [InlineData("fr, de;q=0.1", false)]
    [InlineData("en", false)]
    [InlineData("nonsense;;", false)]
    [InlineData(null, false)]
    public async Task It_speaks_the_language_that_the_caller_likes_best(string? accepted, bool german)
    {
        var answers = new[]
        {
            await AskAsync($"/v1/registrations/{Ids.HelpDesk}/checks", await Tokens.OfAsync(Ada), accepted),
            await AskAsync(ChecksOf(Ada, Ids.HelpDesk), await Tokens.OfBotAsync(), accepted),
        };

        Assert.All(answers, a => Assert.Equal(german ? "Ada Lindqvist ist Global Administrator (direkt zugewiesen)." : "Ada Lindqvist is Global Administrator (assigned directly).", Evidence(a, "role")));
    }

    private async Task<JsonNode> AskAsync(string path, string token, string? language) =>
        (await Api.SendAsync(HttpMethod.Post, path, token, null, language is null ? [] : [("Accept-Language", language)])).Good();
}
