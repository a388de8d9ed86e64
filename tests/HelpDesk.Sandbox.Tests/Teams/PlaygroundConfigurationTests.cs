using System.Text.RegularExpressions;
using HelpDesk.Sandbox.Playground;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>
/// The Playground's file against what the Playground was seen to demand: no unknown key, exactly five further people, every key
/// of a person. It is strict, so these tests are.
/// </summary>
public sealed partial class PlaygroundConfigurationTests
{
    private static readonly string[] PersonKeys = ["id", "name", "userPrincipleName", "aadObjectId", "givenName", "surname", "email"];

    private readonly SandboxWorld _world = new(TimeProvider.System);

    private string[] Write(string person) => PlaygroundConfiguration.Write(_world, _world.FindAnyone(person)!).ReplaceLineEndings("\n").TrimEnd().Split('\n');

    [Fact]
    public void It_has_exactly_the_keys_that_the_Playground_knows()
    {
        var keys = Write("ada").Where(l => l[0] != ' ').Select(l => l.Split(':')[0]);
        Assert.Equal(["version", "tenantId", "bot", "currentUser", "users", "personalChat", "groupChat", "team"], keys);
        Assert.Equal(["id", "name"], Section("ada", "bot"));
        Assert.Equal(PersonKeys, Section("ada", "currentUser"));
        Assert.Equal(["id"], Section("ada", "personalChat"));
        Assert.Equal(["id", "name"], Section("ada", "groupChat"));
        Assert.Equal(["id", "name", "aadGroupId", "channels"], Section("ada", "team"));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("grace")]
    [InlineData("hana")]
    public void There_are_exactly_five_others_of_the_same_tenant(string person)
    {
        var lines = Write(person);
        Assert.Equal(5, lines.Count(l => l == "  -"));
        foreach (var key in PersonKeys)
        {
            Assert.Equal(5, lines.Count(l => l.StartsWith($"    {key}: ", StringComparison.Ordinal)));
        }

        var chats = _world.FindAnyone(person)!;
        var ids = lines.Where(l => l.Trim().StartsWith("aadObjectId", StringComparison.Ordinal)).Select(l => Guid.Parse(Quoted().Match(l).Groups["value"].Value)).ToList();
        Assert.Equal(chats.Id, ids[0]);
        Assert.Equal(6, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(chats.TenantId, _world.FindPerson(id)!.TenantId));
    }

    [Fact]
    public void Ids_are_real_and_the_bot_is_the_sandboxs()
    {
        var lines = Write("ada");
        Assert.Contains($"tenantId: \"{WorldIds.Contoso.Tenant}\"", lines);
        Assert.Contains($"  id: \"28:{WorldIds.Vendor.BotApp}\"", lines);
        Assert.Contains($"  id: \"{_world.FindAnyone("ada")!.TeamsId}\"", lines);
    }

    private string[] Section(string person, string name) =>
    [
        .. Write(person).SkipWhile(l => l != $"{name}:").Skip(1).TakeWhile(l => l[0] == ' ').Select(l => l.Trim().Split(':')[0]),
    ];

    [GeneratedRegex("\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
