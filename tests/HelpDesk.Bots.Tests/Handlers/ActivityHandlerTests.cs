using System.Net;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Handlers;

public sealed class ActivityHandlerTests
{
    public static TheoryData<string, string, string> Routes => new()
    {
        { "message", "{}", "message" },
        { "messageUpdate", "{}", "messageUpdate" },
        { "messageDelete", "{}", "messageDelete" },
        { "conversationUpdate", """{"membersAdded":[{"id":"28:BOT"},{"id":"29:1"}]}""", "added 28:BOT,29:1" },
        { "conversationUpdate", """{"membersAdded":[{"id":"28:BOT"}]}""", "" },
        { "conversationUpdate", """{"membersAdded":[],"membersRemoved":[{"id":"29:1"}]}""", "removed 29:1" },
        { "conversationUpdate", """{"membersRemoved":[{"id":"28:BOT"}]}""", "" },
        { "conversationUpdate", "{}", "" },
        { "installationUpdate", """{"action":"add"}""", "installed" },
        { "installationUpdate", """{"action":"add-upgrade"}""", "installed" },
        { "installationUpdate", """{"action":"remove"}""", "uninstalled" },
        { "installationUpdate", """{"action":"remove-upgrade"}""", "uninstalled" },
        { "installationUpdate", """{"action":"other"}""", "" },
        { "installationUpdate", "{}", "" },
        { "messageReaction", """{"reactionsAdded":[{"type":"like"}],"reactionsRemoved":[{"type":"heart"}]}""", "+like -heart" },
        { "messageReaction", "{}", "" },
        { "event", """{"name":"tokens/response","value":{"token":"t"}}""", "token" },
        { "event", """{"name":"other"}""", "event other" },
        { "typing", "{}", "typing" },
        { "endOfConversation", """{"code":"x"}""", "end x" },
        { "brandNew", "{}", "unrecognized brandNew" },
    };

    public static TheoryData<string, int, string, string> Invokes => new()
    {
        { "adaptiveCard/action", 200, """{"action":{"type":"Action.Execute","verb":"renew","data":{"x":1}},"trigger":"manual"}""",
            """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"renew {\"x\":1}"}""" },
        { "adaptiveCard/action", 200, """{"action":{"type":"Action.Execute","verb":"renew","data":"text"}}""",
            """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"renew \"text\""}""" },
        { "adaptiveCard/action", 200, """{"action":{"type":"Action.Execute","verb":"renew"}}""",
            """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"renew "}""" },
        { "adaptiveCard/action", 200, """{"action":{"type":"Action.Submit","data":{}}}""",
            """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"NotSupported","message":"The action is not of the type Action.Execute."}}""" },
        { "adaptiveCard/action", 200, "{}",
            """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"The invoke has no action."}}""" },
        { "adaptiveCard/action", 200, """{"action":"renew"}""",
            """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"The invoke has no action."}}""" },
        { "adaptiveCard/action", 200, "null",
            """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"The invoke has no action."}}""" },
        { "adaptiveCard/action", 200, "\"text\"",
            """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"The invoke has no action."}}""" },
        { "signin/verifyState", 200, """{"state":"481516"}""", "" },
        { "signin/tokenExchange", 200, """{"id":"1"}""", "" },
        { "signin/failure", 200, """{"code":"x"}""", "" },
        { "task/fetch", 200, """{"data":{"a":1},"context":{"theme":"dark"}}""", """{"task":"dark"}""" },
        { "task/fetch", 400, "\"text\"", "" },
        { "task/submit", 501, "{}", "" },
        { "application/search", 501, "{}", "" },
    };

    [Theory, MemberData(nameof(Routes))]
    public async Task An_activity_reaches_the_method_of_its_kind(string type, string overlay, string seen)
    {
        var bot = new Recorder();
        await using var host = await BotHost.StartAsync(bot);

        using var response = await host.PostAsync(Wire.Activity(type, overlay.Replace("BOT", BotHost.AppId, StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(seen.Replace("BOT", BotHost.AppId, StringComparison.Ordinal), string.Join(' ', bot.Seen));
        Assert.Empty(host.Log.Errors);
    }

    [Theory, MemberData(nameof(Invokes))]
    public async Task An_invoke_gets_the_documented_answer(string name, int status, string value, string body)
    {
        await using var host = await BotHost.StartAsync(new Recorder());

        using var response = await host.PostAsync(Wire.Invoke(name, value));

        Assert.Equal(((HttpStatusCode)status, body), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_member_is_looked_up_in_the_turns_conversation()
    {
        TeamsChannelAccount? member = null;
        await using var host = await BotHost.StartAsync(
            async (turn, ct) => member = await TeamsInfo.GetMemberAsync(turn, turn.Activity.From.Id, ct));
        host.Channel.Answer = _ => FakeChannel.Json(HttpStatusCode.OK, """{"id":"29:megan","aadObjectId":"aad"}""");

        using var response = await host.PostAsync(Wire.Message("x"));

        Assert.Equal("aad", member!.AadObjectId);
        Assert.Equal("GET https://connector.test/emea/v3/conversations/a%3A1/members/29%3Amegan", Assert.Single(host.Channel.ConnectorCalls).Line);
    }

    private sealed class Recorder : TeamsActivityHandler
    {
        public List<string> Seen { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            See("message");

        protected override Task OnMessageUpdateActivityAsync(
            ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => See("messageUpdate");

        protected override Task OnMessageDeleteActivityAsync(
            ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => See("messageDelete");

        protected override Task OnMembersAddedAsync(
            IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            See($"added {string.Join(',', membersAdded.Select(m => m.Id))}");

        protected override Task OnMembersRemovedAsync(
            IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            See($"removed {string.Join(',', membersRemoved.Select(m => m.Id))}");

        protected override Task OnInstallationUpdateAddAsync(
            ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => See("installed");

        protected override Task OnInstallationUpdateRemoveAsync(
            ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => See("uninstalled");

        protected override Task OnReactionsAddedAsync(
            IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
            See($"+{messageReactions[0].Type}");

        protected override Task OnReactionsRemovedAsync(
            IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
            See($"-{messageReactions[0].Type}");

        protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            See("token");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            See($"event {turnContext.Activity.Name}");

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) =>
            See("typing");

        protected override Task OnEndOfConversationActivityAsync(
            ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => See($"end {turnContext.Activity.Code}");

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
            See($"unrecognized {turnContext.Activity.Type}");

        protected override Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
            ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
            Task.FromResult(new AdaptiveCardInvokeResponse
            {
                StatusCode = 200,
                Type = AdaptiveCardInvokeResponseTypes.Message,
                Value = $"{invokeValue.Action!.Verb} {(invokeValue.Action.Data is System.Text.Json.JsonElement data ? data.GetRawText() : null)}",
            });

        protected override Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            See("verify");

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(
            ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            Task.FromResult(new TaskModuleResponse { Task = taskModuleRequest.Context?.Theme });

        private Task See(string what)
        {
            Seen.Add(what);
            return Task.CompletedTask;
        }
    }
}
