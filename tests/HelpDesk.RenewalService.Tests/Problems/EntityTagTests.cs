using System.Net;
using HelpDesk.RenewalService.Tests.World;

namespace HelpDesk.RenewalService.Tests.Problems;

/// <summary>Whoever asks again for what has not changed gets no body.</summary>
public sealed class EntityTagTests(ServiceWorld world) : ServiceTest(world)
{
    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_what_has_is()
    {
        var (path, token) = ("/v1/me/registrations", await Tokens.OfAsync(Ada));
        var first = await Api.GetAsync(path, token);
        first.Good();
        var tag = first.Headers["ETag"];

        var again = await Api.SendAsync(HttpMethod.Get, path, token, null, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, string.Empty, tag), (again.Status, again.Text, again.Headers["ETag"]));

        await RenewAsync(Ids.HelpDesk);
        var changed = await Api.SendAsync(HttpMethod.Get, path, token, null, ("If-None-Match", tag));
        changed.Good();
        Assert.NotEqual(tag, changed.Headers["ETag"]);
    }

    [Fact]
    public async Task Nobody_learns_by_a_tag_what_they_may_not_read()
    {
        var renewal = await RenewAsync(Ids.HelpDesk);
        var path = $"/v1/registrations/{Ids.HelpDesk}/renewals/{renewal["id"]}";
        var tag = (await Api.GetAsync(path, await Tokens.OfAsync(Ada))).Headers["ETag"];

        var stranger = await Api.SendAsync(HttpMethod.Get, path, await Tokens.OfAsync(Sandbox.World.WorldIds.Fabrikam.Hana), null, ("If-None-Match", tag));

        stranger.Refused(HttpStatusCode.NotFound, "renewalNotFound");
        Assert.DoesNotContain("ETag", stranger.Headers.Keys);
    }

    [Fact]
    public async Task No_cache_on_the_way_keeps_an_answer()
    {
        var answer = await Api.GetAsync("/v1/me", await Tokens.OfAsync(Ada));

        Assert.Equal("no-cache, private", string.Join(", ", answer.Headers["Cache-Control"].Split(", ").Order()));
    }
}
