using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Launch;

/// <summary>A newcomer has only this text.</summary>
public sealed class BannerTests
{
    private static readonly SandboxPorts Ports = new();
    private static readonly SandboxWorld World = new(TimeProvider.System);

    [Fact]
    public void It_says_what_runs_where_and_who_there_is()
    {
        var text = Banner.Addresses(Ports, new Uri("http://localhost:56150/"), "/data") + Banner.People(World, World.DefaultPerson());

        Assert.All(
            ["http://localhost:56150/", "http://localhost:3978/api/messages", "http://localhost:5080/", "https://localhost:5443/", "http://localhost:5081/"],
            address => Assert.Contains(address, text, StringComparison.Ordinal));
        Assert.All(World.Customers.SelectMany(t => t.People), person => Assert.Contains(person.UserPrincipalName, text, StringComparison.Ordinal));
        Assert.Contains("> Ada Lindqvist", text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_chat_window_it_leads_through_the_story()
    {
        var text = Banner.WhatToTry(Ports, new Uri("http://localhost:56150/"), World.DefaultPerson());

        Assert.Contains("    Open http://localhost:56150/  Ada Lindqvist is warned within seconds.", text, StringComparison.Ordinal);
        Assert.Contains("sign in as Ada", text, StringComparison.Ordinal);
        Assert.Contains("""curl -d '{"advance":"P76D"}' -H 'Content-Type: application/json' http://localhost:5081/sandbox/clock""", text, StringComparison.Ordinal);
        Assert.Contains("http://localhost:5081/sandbox/reset   and reload the chat window", text, StringComparison.Ordinal);
        Assert.Contains("--tenant-user NAME", text, StringComparison.Ordinal);
        // Its chats are not the sandbox's: there would be nothing to see.
        Assert.DoesNotContain("/sandbox/chats", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_chat_window_it_names_the_Emulator_and_commands_that_work()
    {
        var text = Banner.WhatToTry(Ports, null, World.DefaultPerson());

        Assert.Contains("Open http://localhost:3978/api/messages in it", text, StringComparison.Ordinal);
        Assert.Contains("curl -X POST http://localhost:5081/sandbox/chats/ada/install", text, StringComparison.Ordinal);
        Assert.Contains("""'{"button":"Renew now"}'""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("chat window", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Grace", "looks after no secret")]
    [InlineData("Hana", "Nothing is due")]
    public void Who_may_not_renew_is_not_told_to(string person, string expectation)
    {
        var text = Banner.WhatToTry(Ports, new Uri("http://localhost:56150/"), World.FindAnyone(person)!);

        Assert.Contains(expectation, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Click Renew now", text, StringComparison.Ordinal);
    }
}
