using System.Text.Json.Nodes;
using HelpDesk.Sandbox.World;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>What Teams posts to the bot.</summary>
public sealed class ChannelTests(TeamsFixture fixture) : IClassFixture<TeamsFixture>
{
    [Fact]
    public async Task An_activity_carries_a_token_that_a_strict_bot_accepts()
    {
        await fixture.StartOver().SayAsync("hello");

        var received = Assert.Single(fixture.Bot.Inbox);
        var token = received.Authorization!["Bearer ".Length..];
        var metadata = JsonNode.Parse(await fixture.Http.GetStringAsync(new Uri(fixture.Sandbox.Addresses.Https, "v1/.well-known/openidconfiguration")))!;
        var keys = JsonNode.Parse(await fixture.Http.GetStringAsync(new Uri(metadata["jwks_uri"]!.GetValue<string>())))!;
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(keys.ToJsonString()).GetSigningKeys(),
            ValidIssuer = "https://api.botframework.com",
            ValidAudience = WorldIds.Vendor.BotApp.ToString(),
            ValidAlgorithms = ["RS256"],
            RequireExpirationTime = true,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(received.Activity["serviceUrl"]!.GetValue<string>(), result.Claims["serviceurl"]);
        var key = keys["keys"]!.AsArray().Single(k => k!["kid"]!.GetValue<string>() == ((JsonWebToken)result.SecurityToken).Kid);
        Assert.Contains("msteams", key!["endorsements"]!.AsArray().Select(e => e!.GetValue<string>()));
    }

    [Fact]
    public async Task The_installation_posts_both_events_of_Teams()
    {
        var ada = fixture.StartOver();
        await ada.InstallAsync();

        Assert.Equal(["conversationUpdate", "installationUpdate"], fixture.Bot.Inbox.Select(r => r.Type).Order());
        var installation = fixture.Bot.Inbox.Single(r => r.Type == "installationUpdate").Activity;
        Assert.Equal("add", installation["action"]!.GetValue<string>());
        Assert.Null(installation["from"]!["name"]);
        var members = fixture.Bot.Inbox.Single(r => r.Type == "conversationUpdate").Activity["membersAdded"]!.AsArray();
        Assert.Equal([ada.Person.TeamsId, $"28:{WorldIds.Vendor.BotApp}"], members.Select(m => m!["id"]!.GetValue<string>()));
        Assert.True(ada.Chat.IsInstalled);
    }

    [Fact]
    public async Task A_message_has_the_form_of_a_personal_chat_in_Teams()
    {
        var ada = fixture.StartOver();
        await ada.SayAsync("status");

        var activity = Assert.Single(fixture.Bot.Inbox).Activity;
        Assert.Equal("msteams", activity["channelId"]!.GetValue<string>());
        Assert.Equal("status", activity["text"]!.GetValue<string>());
        Assert.Equal("personal", activity["conversation"]!["conversationType"]!.GetValue<string>());
        Assert.Equal(WorldIds.Contoso.Tenant.ToString(), activity["conversation"]!["tenantId"]!.GetValue<string>());
        Assert.Equal(WorldIds.Contoso.Ada.ToString(), activity["from"]!["aadObjectId"]!.GetValue<string>());
        Assert.EndsWith("/teams/", activity["serviceUrl"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
