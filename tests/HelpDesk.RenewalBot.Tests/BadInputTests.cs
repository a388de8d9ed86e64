using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.RenewalBot.Tests;

public sealed class BadInputTests : BotTest
{
    private const int BadCard = 3013;
    private const int UnknownType = 3037;

    public static TheoryData<string, string> BadData => new()
    {
        { "nothing", "null" },
        { "an empty object", "{}" },
        { "an array", "[1,2]" },
        { "a number", "7" },
        { "text", "\"renew\"" },
        { "an invented seal", "{\"verb\":\"confirm\",\"seal\":\"CfDJ8AAAA\"}" },
        { "a seal that is no text", "{\"verb\":\"confirm\",\"seal\":{\"a\":1}}" },
        { "an ID in clear", $"{{\"verb\":\"renew\",\"registrationId\":\"{FakeService.Registration}\"}}" },
    };

    [Theory]
    [MemberData(nameof(BadData))]
    public async Task Card_data_of_nothing_is_answered_politely_and_changes_nothing(string what, string data)
    {
        using var client = Client.Teams(World);
        await client.SayAsync("help");
        var calls = Service.Calls.Count;

        var answer = await client.InvokeAsync("adaptiveCard/action", JsonNode.Parse(
            $$$"""{"action":{"type":"Action.Execute","verb":"confirm","data":{{{data}}}}}""")!);
        Assert.Contains("can't use that button", (string?)answer["value"], StringComparison.Ordinal);
        Assert.Single(World.Logs.Of(BadCard));
        if (data != "null")
        {
            await client.SubmitAsync(JsonNode.Parse(data), "m1");
            await client.SeesCardAsync("That didn't work");
        }

        Assert.Equal(calls, Service.Calls.Count);
        Assert.Empty(World.Logs.Errors);
        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task A_button_of_another_chat_or_a_changed_or_an_expired_one_is_refused()
    {
        Service.Watchers.Add(FakeService.OtherAdmin);
        using var ada = Client.Teams(World);
        using var grace = Client.Teams(World, FakeService.OtherAdmin);
        await ada.InstallAsync();
        await grace.InstallAsync();
        var warning = await ada.SeesCardAsync("expires in 14 days");
        await grace.SeesCardAsync("expires in 14 days");
        var action = Client.Button(warning.Card!, "Renew now");

        Assert.Contains("can't use", (string?)(await grace.ExecuteAsync(action, warning.Id))["value"], StringComparison.Ordinal);

        var changed = action.DeepClone().AsObject();
        var seal = (string)changed["data"]!["seal"]!;
        changed["data"]!["seal"] = seal[..^6] + (seal.EndsWith("AAAAAA", StringComparison.Ordinal) ? "BBBBBB" : "AAAAAA");
        Assert.Contains("can't use", (string?)(await ada.ExecuteAsync(changed, warning.Id))["value"], StringComparison.Ordinal);

        World.Time.Advance(TimeSpan.FromDays(91));
        Assert.Contains("can't use", (string?)(await ada.ExecuteAsync(action, warning.Id))["value"], StringComparison.Ordinal);
        Assert.DoesNotContain(Service.Calls, c => c.Path.EndsWith("/checks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sealed_button_for_a_secret_of_another_tenant_changes_nothing()
    {
        const string Foreign = "eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee";
        using var client = Client.Teams(World);
        await client.InstallAsync();
        await client.SeesCardAsync("expires in 14 days");
        var chat = new CardChat("msteams", client.Conversation, FakeService.Tenant, "en-US");
        var seal = World.Services.GetRequiredService<CardSeal>().Seal(new CardData { Verb = CardVerb.Renew, RegistrationId = Guid.Parse(Foreign) }, chat);

        await client.SubmitAsync(new JsonObject { ["verb"] = "renew", ["seal"] = seal }, "m1");

        Assert.Contains("can't use that button", (await client.SeesCardAsync("There is nothing to look after")).CardJson, StringComparison.Ordinal);
        Assert.DoesNotContain(Service.Calls, c => c.Path.Contains(Foreign, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_button_does_not_work_when_the_same_chat_is_named_by_another_tenant()
    {
        using var client = Client.Teams(World);
        await client.InstallAsync();
        var action = Client.Button((await client.SeesCardAsync("expires in 14 days")).Card, "Renew now");
        var press = client.Activity("message", ("value", action["data"]!.DeepClone()));
        press["conversation"]!["tenantId"] = "ffffffff-ffff-4fff-8fff-ffffffffffff";
        var calls = Service.Calls.Count;

        using var response = await client.PostAsync(press);

        await client.SeesCardAsync("That didn't work");
        Assert.Equal(calls, Service.Calls.Count);
    }

    [Fact]
    public async Task The_Playgrounds_own_tenant_which_is_no_GUID_is_answered_like_any_other()
    {
        const string Tenant = "00000000-0000-0000-0000-0000000000001";
        using var client = Client.Teams(World, "00000000-0000-0000-0000-0000000000020");
        var status = client.Activity("message", ("text", "status"));
        status["conversation"]!["tenantId"] = Tenant;
        status["channelData"]!["tenant"]!["id"] = Tenant;

        using var response = await client.PostAsync(status);

        await client.SeesCardAsync("There is nothing to look after");
    }

    [Fact]
    public async Task Without_a_token_another_machine_is_refused_whatever_host_it_names()
    {
        World.Peer = IPAddress.Parse("203.0.113.7");
        using var client = Client.Teams(World);

        using var response = await client.SayAsync("help");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Empty(Channel.Log);
    }

    [Fact]
    public async Task A_replayed_activity_is_answered_as_the_first_time_and_done_once()
    {
        using var client = Client.Teams(World);
        var message = client.Activity("message", ("text", "help"));
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.PostAsync(message.DeepClone());
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Single(Channel.Log);
    }

    [Theory]
    [InlineData("{\"type\":", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"type\":\"message\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_is_no_activity_is_refused_without_a_stack_trace(string body, string type, HttpStatusCode status)
    {
        using var http = World.CreateClient();
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), content);

        Assert.Equal(status, response.StatusCode);
        Assert.DoesNotContain(" at ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await World.QueryAsync(c => c.Conversations.CountAsync()));
    }

    [Fact]
    public async Task An_oversized_body_is_refused()
    {
        using var client = Client.Teams(World);
        using var response = await client.SayAsync(new string('x', 300_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(Channel.Log);
    }

    [Fact]
    public async Task An_unknown_activity_type_is_taken_without_effect()
    {
        using var client = Client.Teams(World);
        using var response = await client.PostAsync(client.Activity("somethingNew"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(Channel.Log);
        Assert.Equal(0, await World.QueryAsync(c => c.Conversations.CountAsync()));
        Assert.Contains("somethingNew", Assert.Single(World.Logs.Of(UnknownType)), StringComparison.Ordinal);
        Assert.Empty(World.Logs.Errors);
    }

    [Fact]
    public async Task Unknown_words_get_a_helpful_answer_with_buttons()
    {
        using var client = Client.Teams(World);
        await client.SayAsync("how do I bake bread?");

        var answer = await client.SeesCardAsync("I didn't understand that");
        Assert.Equal(["Show status", "Renew now", "Check first", "History"], answer.Card!["actions"]!.AsArray().Select(a => (string?)a!["title"]));
    }

    [Fact]
    public async Task A_service_that_is_down_is_told_and_nothing_is_promised()
    {
        Service.IsBroken = true;
        using var client = Client.Teams(World);
        await client.SayAsync("status");

        var answer = await client.SeesCardAsync("That didn't work");
        Assert.Contains("can't reach the renewal service", answer.CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_there_for_everybody()
    {
        using var http = World.CreateClient();
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }
}
