using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.RenewalService.Tests.Renewals;

public sealed class RepeatedConfirmationTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task A_repetition_is_answered_although_the_directory_is_out_of_reach_by_now()
    {
        var (token, key) = (await Tokens.OfAsync(Ada), Guid.NewGuid().ToString());
        var first = (await Api.RenewAsync(Ids.HelpDesk, token, key)).Good(HttpStatusCode.Accepted);
        await Host.RestAsync();
        World.Fault(new Fault { Kind = FaultKind.Reset, Area = Area.Graph, Count = 100 });

        var again = (await Api.RenewAsync(Ids.HelpDesk, token, key)).Good(HttpStatusCode.Accepted);

        Assert.Equal((Guid)first["id"]!, (Guid)again["id"]!);
    }
}
