using System.Diagnostics;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Checks;

public sealed class SlowDirectoryTests(ServiceWorld world) : CheckTest(world)
{
    private const string Beta = "*/authentication/requirements";

    [Fact]
    public async Task A_part_that_does_not_answer_is_given_up_before_the_bot_gives_up_the_whole()
    {
        World.Fault(new Fault { Kind = FaultKind.Delay, Area = Area.Graph, Path = Beta, Delay = TimeSpan.FromSeconds(20) });
        var token = await Tokens.OfAsync(Ada);
        var watch = Stopwatch.StartNew();

        var checklist = (await Api.PostAsync($"/v1/registrations/{Ids.HelpDesk}/checks", token)).Good();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Assert.Equal("CouldNotBeRead", Result(checklist, "multiFactor"));
        Assert.Equal("Passed", Result(checklist, "role"));
    }

    [Fact]
    public async Task A_part_that_is_busy_for_a_moment_is_asked_again()
    {
        World.Fault(new Fault { Kind = FaultKind.Status, Area = Area.Graph, Path = Beta, Status = 429, RetryAfter = "1" });

        var checklist = (await Api.PostAsync($"/v1/registrations/{Ids.HelpDesk}/checks", await Tokens.OfAsync(Ada))).Good();

        Assert.NotEqual("CouldNotBeRead", Result(checklist, "multiFactor"));
    }
}
