using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Registrations;

public sealed class OutOfUseTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task People_of_a_tenant_whose_registration_is_no_longer_configured_are_not_let_in()
    {
        var folder = World.NewFolder();
        await using (await World.StartHostAsync(folder))
        {
        }

        await using var host = await World.StartHostAsync(
            folder,
            ("RenewalService:Registrations:2:Id", $"{Ids.Unknown}"),
            ("RenewalService:Registrations:2:TenantId", $"{WorldIds.Contoso.Tenant}"),
            ("RenewalService:Registrations:2:ClientId", $"{WorldIds.Vendor.ServiceApp}"));
        using var api = host.NewApi();

        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(WorldIds.Fabrikam.Maya))).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Status);
    }
}
