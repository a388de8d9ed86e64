using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.Control;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.Renewals;

/// <summary>The person's token is exchanged before anything begins, so a refusal is told at once and in its own words.</summary>
public sealed class SignInFaultTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task An_account_that_Conditional_Access_blocks_is_told_so()
    {
        var answer = await RefusedAsync(await BlockedAsync(), HttpStatusCode.Unauthorized, "signInAgain");

        Assert.Contains("Conditional Access", answer.Detail, StringComparison.Ordinal);
        Assert.Equal("AADSTS53003", (string?)answer.Json["error"]);
        Assert.True(Guid.TryParse((string?)answer.Json["correlationId"], out _));
    }

    [Fact]
    public async Task A_second_factor_that_is_asked_for_comes_with_what_the_next_sign_in_has_to_carry()
    {
        const string Claims = """{"access_token":{"capolids":{"essential":true,"values":["c1"]}}}""";
        World.Fault(new()
        {
            Kind = FaultKind.Status,
            Status = 400,
            Area = Area.Identity,
            Path = "*/token",
            Body = new JsonObject
            {
                ["error"] = "interaction_required",
                ["suberror"] = "basic_action",
                ["error_codes"] = new JsonArray(50076),
                ["error_description"] = "AADSTS50076: You must use multi-factor authentication.",
                ["claims"] = Claims,
            },
        });

        var answer = await RefusedAsync(await Tokens.OfAsync(Ada), HttpStatusCode.Unauthorized, "signInAgain");

        Assert.Contains("second factor", answer.Detail, StringComparison.Ordinal);
        Assert.Equal(Claims, (string?)answer.Json["claims"]);
    }

    [Fact]
    public async Task Without_consent_it_is_said_who_has_to_agree()
    {
        var token = await Tokens.OfAsync(Ada);
        World.Switches.Values = World.Switches.Values with { PeopleHaveConsented = false };

        var answer = await RefusedAsync(token, HttpStatusCode.Forbidden, "consentMissing");

        Assert.Contains("admin of this tenant", answer.Detail, StringComparison.Ordinal);
        Assert.Equal("AADSTS65001", (string?)answer.Json["error"]);
    }

    [Fact]
    public async Task A_token_endpoint_that_cannot_be_reached_is_not_now_and_nothing_begins()
    {
        var token = await Tokens.OfAsync(Ada);
        World.Fault(new() { Kind = FaultKind.Reset, Area = Area.Identity, Path = "*/token", Count = 10 });

        var answer = await RefusedAsync(token, HttpStatusCode.ServiceUnavailable, "directoryBusy");

        Assert.Contains("could not be reached", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_endpoint_whose_answer_cannot_be_read_is_not_now_and_nothing_begins()
    {
        var token = await Tokens.OfAsync(Ada);
        World.Fault(new() { Kind = FaultKind.Malformed, Area = Area.Identity, Path = "*/token" });

        var answer = await RefusedAsync(token, HttpStatusCode.ServiceUnavailable, "directoryBusy");

        Assert.Contains("could not be read", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_endpoint_that_fails_is_not_now_and_nothing_begins()
    {
        var token = await Tokens.OfAsync(WorldIds.Fabrikam.Maya);
        // In the other tenant: MSAL remembers such an answer for a minute, whoever asks.
        World.Fault(new() { Kind = FaultKind.Status, Status = 503, Area = Area.Identity, Path = $"/{WorldIds.Fabrikam.Tenant}/*/token", Count = 10 });

        (await Api.RenewAsync(Ids.Fabrikam, token)).Refused(HttpStatusCode.ServiceUnavailable, "directoryBusy");

        Assert.Empty(Writes());
    }

    [Fact]
    public async Task The_services_own_credential_being_refused_is_the_operators_matter()
    {
        await using var host = await World.StartHostAsync(null, ("RenewalService:Entra:Credential:ClientSecret", "not the secret"));
        using var api = host.NewApi();

        var answer = (await api.RenewAsync(Ids.HelpDesk, await Tokens.OfAsync(Ada))).Refused(HttpStatusCode.InternalServerError, "serviceMisconfigured");

        Assert.Contains("operator", answer.Detail, StringComparison.Ordinal);
        var mine = (await api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good().AsArray();
        Assert.All(mine, r => Assert.Equal("Unknown", (string?)r!["status"]));
    }

    [Fact]
    public async Task The_checks_tell_a_refused_sign_in_as_well()
    {
        var token = await BlockedAsync();

        (await Api.PostAsync($"/v1/registrations/{Ids.HelpDesk}/checks", token)).Refused(HttpStatusCode.Unauthorized, "signInAgain");
        (await Api.GetAsync("/v1/me/candidates", token)).Refused(HttpStatusCode.Unauthorized, "signInAgain");
    }

    private async Task<Answer> RefusedAsync(string token, HttpStatusCode status, string code)
    {
        var answer = (await Api.RenewAsync(Ids.HelpDesk, token)).Refused(status, code);
        Assert.Empty(Writes());
        Assert.False(await Host.QueryAsync(c => c.Renewals.AnyAsync()));
        return answer;
    }

    /// <summary>Signed in before the policy came into force.</summary>
    private async Task<string> BlockedAsync()
    {
        var token = await Tokens.OfAsync(Ada);
        World.Sandbox.World.ChangeTenant(WorldIds.Contoso.Tenant, t => t with
        {
            ConditionalAccess = [new() { Id = Guid.NewGuid(), DisplayName = "New rule", IncludeUsers = [$"{Ada}"], Controls = ["block"] }],
        });
        return token;
    }
}
