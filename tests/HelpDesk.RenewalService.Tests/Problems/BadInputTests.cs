using System.Net;
using System.Text;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;
using Configured = HelpDesk.RenewalService.Tests.World.Settings;

namespace HelpDesk.RenewalService.Tests.Problems;

public sealed class BadInputTests(ServiceWorld world) : ServiceTest(world)
{
    private static readonly string Checks = $"/v1/registrations/{Ids.HelpDesk}/checks";

    [Fact]
    public async Task What_does_not_exist_and_what_is_another_tenants_look_the_same()
    {
        var token = await Tokens.OfAsync(Ada);
        foreach (var registration in new[] { Ids.Unknown, Ids.Fabrikam, Guid.Empty })
        {
            var unknown = (await Api.RenewAsync(registration, token)).Refused(HttpStatusCode.NotFound, "registrationNotFound");
            Assert.DoesNotContain("Fabrikam", unknown.Text, StringComparison.OrdinalIgnoreCase);
            (await Api.PostAsync($"/v1/registrations/{registration}/checks", token)).Refused(HttpStatusCode.NotFound, "registrationNotFound");
            (await Api.GetAsync($"/v1/registrations/{registration}/renewals/{Ids.Unknown}", token)).Refused(HttpStatusCode.NotFound, "renewalNotFound");
        }

        await NothingChangedAsync();
    }

    [Fact]
    public async Task A_renewal_of_another_tenant_or_of_another_registration_does_not_exist()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var maya = await Tokens.OfAsync(WorldIds.Fabrikam.Maya);

        (await Api.GetAsync($"/v1/registrations/{Ids.HelpDesk}/renewals/{renewal["id"]}", maya)).Refused(HttpStatusCode.NotFound, "renewalNotFound");
        (await Api.GetAsync($"/v1/registrations/{Ids.Fabrikam}/renewals/{renewal["id"]}", maya)).Refused(HttpStatusCode.NotFound, "renewalNotFound");
        (await Api.GetAsync($"/v1/registrations/{Ids.AddIn}/renewals/{renewal["id"]}", await Tokens.OfAsync(Ada))).Refused(HttpStatusCode.NotFound, "renewalNotFound");
    }

    [Theory]
    [InlineData("/v1/registrations/first/checks")]
    [InlineData("/v1/registrations/%00/checks")]
    [InlineData("/v1/registrations/../../etc/passwd")]
    [InlineData("/v1/registrations/c0000000-0000-4000-8000-000000000701%27%20or%201=1/checks")]
    public async Task An_ID_that_is_none_reaches_nothing(string path)
    {
        var answer = await Api.PostAsync(path, await Tokens.OfAsync(Ada));

        Assert.InRange((int)answer.Status, 400, 404);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task A_wrong_method_is_refused()
    {
        var answer = await Api.SendAsync(HttpMethod.Delete, Checks, await Tokens.OfAsync(Ada));

        Assert.InRange((int)answer.Status, 400, 405);
        await NothingChangedAsync();
    }

    [Theory]
    [InlineData("{\"unfinished\":", "application/json")]
    [InlineData("\u0000\u0001", "application/octet-stream")]
    [InlineData("<renew/>", "text/xml")]
    public async Task No_route_takes_a_body_so_none_is_looked_at(string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);

        (await Api.PostAsync(Checks, await Tokens.OfAsync(Ada), content)).Good();
    }

    [Fact]
    public async Task A_body_that_is_larger_than_any_request_needs_is_refused()
    {
        using var content = new ByteArrayContent(new byte[70_000]);
        var path = $"/v1/registrations/{Ids.HelpDesk}/renewals";

        (await Api.SendAsync(HttpMethod.Post, path, await Tokens.OfAsync(Ada), content, ("Idempotency-Key", $"{Guid.NewGuid()}")))
            .Refused(HttpStatusCode.RequestEntityTooLarge, "tooLarge");

        await NothingChangedAsync();
    }

    [Fact]
    public async Task Headers_beyond_all_measure_are_refused()
    {
        var answer = await Api.SendAsync(HttpMethod.Get, "/v1/me", null, null, ("Authorization", "Bearer " + new string('a', 40_000)));

        Assert.InRange((int)answer.Status, 400, 431);
    }

    [Fact]
    public async Task Who_asks_too_often_is_asked_to_wait()
    {
        // Somebody whom no other test needs: the allowance is a person's own.
        var token = await Tokens.OfAsync(WorldIds.Fabrikam.Noor);

        var answers = await Task.WhenAll(Enumerable.Range(0, Configured.PersonPerMinute + 10).Select(_ => Api.GetAsync("/v1/me/registrations", token)));

        var refused = answers.First(a => a.Status == HttpStatusCode.TooManyRequests).Refused(HttpStatusCode.TooManyRequests, "tooManyRequests");
        Assert.True(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        (await Api.GetAsync("/v1/me/registrations", await Tokens.OfAsync(Ada))).Good();
    }

    private async Task NothingChangedAsync()
    {
        Assert.Empty(Writes());
        Assert.False(await Host.QueryAsync(c => c.Renewals.AnyAsync()));
        Assert.False(await Host.QueryAsync(c => c.Changes.AnyAsync()));
    }
}
