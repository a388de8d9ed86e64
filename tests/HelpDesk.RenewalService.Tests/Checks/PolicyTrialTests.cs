using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Checks;

/// <summary>Conditional Access over the wire, and the directory's own trial of it.</summary>
public sealed class PolicyTrialTests(ServiceWorld world) : CheckTest(world)
{
    private const int Disagreement = 2060;

    [Fact]
    public async Task A_trial_that_agrees_is_not_worth_a_word()
    {
        var before = Disagreements();

        await BeforeSignInAsync(WorldIds.Contoso.Daniel);
        await BeforeSignInAsync(Ada);

        Assert.Equal(before, Disagreements());
        Assert.Equal(2, World.Sandbox.Calls.Calls.Count(c => c.Path == "/beta/identity/conditionalAccess/evaluate" && c.Status == 200));
    }

    [Fact]
    public async Task A_trial_that_says_otherwise_is_logged_and_changes_nothing()
    {
        var before = Disagreements();
        World.Fault(new Fault
        {
            Kind = FaultKind.Status,
            Area = Area.Graph,
            Path = "/beta/identity/conditionalAccess/evaluate",
            Status = 200,
            Body = new JsonObject { ["value"] = new JsonArray(new JsonObject { ["id"] = $"{WorldIds.Contoso.BlockPolicy}", ["policyApplies"] = true }) },
        });

        var checklist = await BeforeSignInAsync(Ada);

        Assert.Equal("Passed", Result(checklist, "conditionalAccess"));
        Assert.Equal(before + 1, Disagreements());
        Assert.Contains($"{WorldIds.Contoso.BlockPolicy}", Host.Logs.Last(l => l.EventId == Disagreement).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_is_not_permitted_is_nobody_s_problem()
    {
        World.Fault(new Fault { Kind = FaultKind.Status, Area = Area.Graph, Path = "/beta/identity/conditionalAccess/evaluate", Status = 403 });

        Assert.Empty(NotPassed(await BeforeSignInAsync(Ada)));
    }

    [Fact]
    public async Task A_policy_for_a_group_covers_who_is_in_it_through_another_group()
    {
        var outer = new Guid("c0000000-0000-4000-8000-000000000799");
        ChangeContoso(t => t with
        {
            Groups = [.. t.Groups, new() { Id = outer, Name = "Everybody at the desk", Groups = [WorldIds.Contoso.ServiceDeskGroup] }],
            ConditionalAccess = [new() { DisplayName = "Not from the desk", IncludeGroups = [$"{outer}"], Controls = ["block"] }],
        });

        Assert.Equal("FailedBlocks", Result(await BeforeSignInAsync(WorldIds.Contoso.Farid), "conditionalAccess"));
        Assert.Equal("Passed", Result(await BeforeSignInAsync(Ada), "conditionalAccess"));
    }

    [Fact]
    public async Task A_policy_that_is_only_reported_is_mentioned()
    {
        ChangeContoso(t => t with
        {
            ConditionalAccess = [new() { DisplayName = "Soon", State = PolicyState.EnabledForReportingButNotEnforced, IncludeUsers = ["All"], Controls = ["block"] }],
        });

        var checklist = await BeforeSignInAsync(Ada);

        Assert.Equal("Passed", Result(checklist, "conditionalAccess"));
        Assert.Contains("Soon", Evidence(checklist, "conditionalAccess"), StringComparison.Ordinal);
    }

    private int Disagreements() => Host.Logs.Count(l => l.EventId == Disagreement);
}
