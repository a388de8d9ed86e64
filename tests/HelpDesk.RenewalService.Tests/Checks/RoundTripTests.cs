using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>How often Graph is asked, and that its pages are read to their end.</summary>
public sealed class RoundTripTests(ServiceWorld world) : CheckTest(world)
{
    [Theory]
    [InlineData("Ada", true)]
    [InlineData("Ada", false)]
    [InlineData("Grace", true)]
    [InlineData("Grace", false)]
    public async Task The_whole_checklist_costs_two_round_trips(string name, bool signedIn)
    {
        var person = World.Sandbox.World.Tenant(WorldIds.Contoso.Tenant).People.Single(p => p.GivenName == name).Id;
        await WatchAsync(Ids.AddIn, person);
        await Tokens.OfAsync(person);
        Host.ToGraph.Clear();

        var checklist = await (signedIn ? AfterSignInAsync(person, Ids.AddIn) : BeforeSignInAsync(person, Ids.AddIn));

        Assert.True((bool)checklist["isComplete"]!);
        var calls = Host.ToGraph.Calls;
        Assert.Equal(["POST /beta/$batch", "POST /v1.0/$batch", "POST /v1.0/$batch"], calls.Select(c => $"{c.Method} {c.Path}").Order(StringComparer.Ordinal));
        Assert.Equal(2, Outgoing.InSequence(calls));
        // Both versions are asked side by side.
        Assert.Equal(1, Outgoing.InSequence([calls.Single(c => c.Path == "/beta/$batch"), calls.Where(c => c.Path == "/v1.0/$batch").MinBy(c => c.Began)!]));
        // All that Graph saw beside these came out of them.
        Assert.Equal(calls.Count, World.Sandbox.Calls.Calls.Count(c => c.Area is Area.Graph && c.Path.EndsWith("/$batch", StringComparison.Ordinal)));
    }

    [Fact]
    public void Calls_that_wait_for_each_other_are_told_from_those_side_by_side()
    {
        OutgoingCall[] calls = [new("GET", "a", 1, 4), new("GET", "b", 2, 3), new("GET", "c", 5, 6)];

        Assert.Equal(2, Outgoing.InSequence(calls));
        Assert.Equal(1, Outgoing.InSequence(calls[..2]));
        Assert.Equal(3, Outgoing.InSequence([.. calls, new("GET", "d", 7, 8)]));
    }

    [Fact]
    public async Task A_tenant_with_small_pages_is_read_to_the_end()
    {
        World.Switches.Values = World.Switches.Values with { GraphPageSize = 1 };
        ChangeContoso(t => t with
        {
            ConditionalAccess =
            [
                .. t.ConditionalAccess,
                new() { DisplayName = "The last of them", IncludeUsers = [$"{WorldIds.Contoso.Grace}"], Controls = ["block"] },
            ],
        });
        World.Sandbox.World.ChangePerson(WorldIds.Contoso.Grace, p => p with { EligibleRoles = [DirectoryRole.GlobalReader, DirectoryRole.ApplicationAdministrator] });

        var checklist = await BeforeSignInAsync(WorldIds.Contoso.Grace);

        Assert.Contains("The last of them", Evidence(checklist, "conditionalAccess"), StringComparison.Ordinal);
        Assert.Contains("may become Application Administrator", Evidence(checklist, "role"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_may_renew_is_found_on_small_pages()
    {
        World.Switches.Values = World.Switches.Values with { GraphPageSize = 1 };

        Assert.Equal(5, Check(await BeforeSignInAsync(WorldIds.Contoso.Grace), "role")["people"]!.AsArray().Count);
    }
}
