using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>What a renewal costs outside, from the confirmation to the proof.</summary>
public sealed class CallCountTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task An_Entra_application_costs_four_calls_beside_the_vaults()
    {
        var calls = await CallsOfRenewalAsync(Ids.HelpDesk);

        Assert.Equal(
            [
                $"Identity POST /{WorldIds.Contoso.Tenant}/oauth2/v2.0/token",
                "Graph POST /v1.0/$batch",
                $"Graph POST /v1.0/applications/{WorldIds.Contoso.HelpDeskApplication}/addPassword",
                $"Identity POST /{WorldIds.Contoso.Tenant}/oauth2/v2.0/token",
            ],
            calls);
    }

    [Fact]
    public async Task A_tenant_whose_policies_have_no_address_by_client_ID_costs_one_more_and_their_limits_count()
    {
        World.Switches.Values = World.Switches.Values with { PoliciesByClientId = false };
        World.Sandbox.World.Change<Application>(WorldIds.Contoso.HelpDeskApplication, a => a with
        {
            AssignedPolicy = new() { Id = Guid.NewGuid(), DisplayName = "Half a year", IsEnabled = true, Restrictions = [new() { RestrictionType = "passwordLifetime", MaxLifetime = TimeSpan.FromDays(180) }] },
        });

        var calls = await CallsOfRenewalAsync(Ids.HelpDesk);

        Assert.Equal(2, calls.Count(c => c == "Graph POST /v1.0/$batch"));
        Assert.Equal(5, calls.Count);
        Assert.InRange((HelpDeskApplication.Passwords[^1].End - World.Sandbox.Clock.GetUtcNow()).TotalDays, 179, 180);
    }

    [Fact]
    public async Task A_secret_that_Entra_learns_of_late_costs_one_more_try()
    {
        World.Switches.Values = World.Switches.Values with { EntraReplication = TimeSpan.FromMilliseconds(500) };

        var calls = await CallsOfRenewalAsync(Ids.HelpDesk);

        Assert.Equal(5, calls.Count);
        Assert.Equal(3, calls.Count(c => c.StartsWith("Identity", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_legacy_principal_costs_nine()
    {
        var calls = await CallsOfRenewalAsync(Ids.AddIn);

        var principal = $"/v1.0/servicePrincipals/{WorldIds.Contoso.AddInPrincipal}";
        Assert.Equal(
            [
                $"Identity POST /{WorldIds.Contoso.Tenant}/oauth2/v2.0/token",
                "Graph POST /v1.0/$batch",
                $"Graph POST {principal}/addPassword",
                $"Graph GET {principal}",
                $"Graph GET {principal}",
                $"Graph PATCH {principal}",
                $"Graph GET {principal}",
                // Both forms of the secret have their chance.
                $"Acs POST /acs/{WorldIds.Contoso.Tenant}/tokens/OAuth/2",
                $"Acs POST /acs/{WorldIds.Contoso.Tenant}/tokens/OAuth/2",
            ],
            calls);
    }

    /// <summary>Metadata apart; what a batch carries counts with it.</summary>
    private async Task<List<string>> CallsOfRenewalAsync(Guid registration)
    {
        var token = await Tokens.OfAsync(Ada);
        var before = World.Sandbox.Calls.Calls.Count;
        (await Api.RenewAsync(registration, token)).Good(HttpStatusCode.Accepted);
        await Host.RestAsync();
        var toGraph = Host.ToGraph.Calls.Select(c => $"Graph {c.Method} {c.Path}");
        var others = World.Sandbox.Calls.Calls.Skip(before)
            .Where(c => c.Area is Area.Identity or Area.Acs && c.Method is "POST")
            .Select(c => $"{c.Area} {c.Method} {c.Path}");
        return Merged([.. others], [.. toGraph]);
    }

    /// <summary>The exchange of the sign-in comes first; all proofs come after the directory's part.</summary>
    private static List<string> Merged(List<string> others, List<string> toGraph) => [others[0], .. toGraph, .. others.Skip(1)];
}
