using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Registrations;

/// <summary>Which resource holds the secret is decided by what the directory holds.</summary>
public sealed class DiscoveryTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task Both_kinds_of_app_are_offered_with_how_they_are_renewed()
    {
        var candidates = await CandidatesAsync();

        Assert.Equal(["HelpDesk", "HelpDesk for SharePoint", "HelpDesk Renewal Service", "HelpDesk Renewal sign-in"], candidates.Select(c => (string?)c!["displayName"]));
        var helpDesk = candidates[0]!;
        Assert.Equal($"{WorldIds.Contoso.HelpDeskApp}", (string?)helpDesk["clientId"]);
        Assert.Equal("EntraApplication", (string?)helpDesk["strategy"]);
        Assert.Equal(HelpDeskApplication.Passwords.Single().End, (DateTimeOffset)helpDesk["coveredUntil"]!);
        Assert.Equal("AcsLegacyPrincipal", (string?)candidates[1]!["strategy"]);
    }

    [Fact]
    public async Task An_app_whose_registration_lives_elsewhere_says_so()
    {
        var service = (await CandidatesAsync()).Single(c => (string?)c!["clientId"] == $"{WorldIds.Vendor.ServiceApp}")!;

        Assert.Null(service["strategy"]);
        Assert.Contains($"{WorldIds.Vendor.Tenant}", (string?)service["refusedBecause"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_add_in_registered_since_December_2024_is_renewed_on_its_application()
    {
        var password = HelpDeskApplication.Passwords.Single();
        World.Sandbox.World.Change<Application>(WorldIds.Contoso.HelpDeskApplication, a => a with { Keys = [Symmetric("Sign", password), Symmetric("Verify", password)] });

        Assert.Equal("AcsApplication", (string?)(await CandidatesAsync())[0]!["strategy"]);
    }

    [Fact]
    public async Task A_registration_whose_app_is_gone_is_unknown_and_says_why()
    {
        await Host.QueryAsync(async c =>
        {
            c.Registrations.Single(r => r.Id == Ids.HelpDesk).ClientId = $"{Ids.Unknown}";
            return await c.SaveChangesAsync();
        });
        await Host.TickAsync();

        var mine = (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray();

        var helpDesk = mine.Single(r => (Guid)r!["id"]! == Ids.HelpDesk)!;
        Assert.Equal("Unknown", (string?)helpDesk["status"]);
        Assert.Contains("no app with this client ID", (string?)helpDesk["unknownBecause"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_more_than_a_page_are_read_to_their_end()
    {
        World.Switches.Values = World.Switches.Values with { GraphPageSize = 1 };

        Assert.Equal(4, (await CandidatesAsync()).Count);
    }

    private async Task<JsonArray> CandidatesAsync() => (await Api.GetAsync("/v1/me/candidates", await Tokens.OfAsync(Ada))).Good().AsArray();

    private static KeyCredential Symmetric(string usage, PasswordCredential password) => new()
    {
        KeyId = Guid.NewGuid(),
        Type = "Symmetric",
        Usage = usage,
        Key = password.Secret.ToBytes(),
        Start = password.Start,
        End = password.End,
        WrittenAt = password.WrittenAt,
    };
}
