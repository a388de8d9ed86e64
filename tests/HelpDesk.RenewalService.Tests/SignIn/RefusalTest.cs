using System.Net;
using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Sandbox.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalService.Tests.SignIn;

/// <summary>Who is not let in learns nothing, and nothing happens.</summary>
public abstract class RefusalTest(ServiceWorld world) : ServiceTest(world)
{
    protected async Task RefusedAsync(HttpStatusCode status, IEnumerable<Route> routes, string? token)
    {
        ArgumentNullException.ThrowIfNull(routes);
        foreach (var route in routes)
        {
            var answer = await Api.SendAsync(new HttpMethod(route.Method), route.Path, token, null, ("Idempotency-Key", $"{Guid.NewGuid()}"));
            Assert.True(answer.Status == status, $"{route}: {answer.Status} {answer.Text}");
            answer.Refused(status, status is HttpStatusCode.Unauthorized ? "unauthenticated" : "forbidden");
            Assert.Empty(answer.Detail);
            AssertSilent(answer);
        }

        await NothingChangedAsync();
    }

    protected async Task NothingChangedAsync()
    {
        Assert.Empty(Writes());
        Assert.False(await Host.QueryAsync(c => c.Renewals.AnyAsync()));
        Assert.False(await Host.QueryAsync(c => c.Changes.AnyAsync()));
        Assert.Equal(
            [$"{WorldIds.Contoso.Ada}", $"{WorldIds.Fabrikam.Hana}"],
            await Host.QueryAsync(c => c.Watchers.Select(w => w.PersonId).Distinct().Order().ToListAsync()));
    }

    private static void AssertSilent(Answer answer)
    {
        // The scheme alone: why a token is refused helps nobody but a forger.
        Assert.Equal(answer.Status is HttpStatusCode.Unauthorized ? "Bearer" : null, answer.Headers.GetValueOrDefault("WWW-Authenticate"));
        Assert.DoesNotContain("Contoso", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("IDX", answer.Text, StringComparison.Ordinal);
    }
}
