using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

public sealed class WaterfallDialogTests
{
    [Fact]
    public async Task Steps_run_in_order_and_get_the_result_of_the_step_before()
    {
        var seen = new List<string>();
        var conversation = new TestConversation(new Component(
            "main",
            new WaterfallDialog("steps",
            [
                async (step, ct) =>
                {
                    seen.Add($"{step.Index} {step.Reason} {step.Result}");
                    return await step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("Name?") }, ct);
                },
                async (step, ct) =>
                {
                    seen.Add($"{step.Index} {step.Reason} {step.Result}");
                    step.Values["name"] = step.Result!;
                    return await step.NextAsync(42, ct);
                },
                async (step, ct) =>
                {
                    seen.Add($"{step.Index} {step.Reason} {step.Result}");
                    await step.Context.SendActivityAsync("Anything else?", cancellationToken: ct);
                    return Dialog.EndOfTurn;
                },
                async (step, ct) =>
                {
                    seen.Add($"{step.Index} {step.Reason} {step.Result}");
                    return await step.EndDialogAsync(step.Values.Get<string>("name"), ct);
                },
            ]),
            new TextPrompt("text")));

        Assert.Equal(["Name?"], await conversation.SayAsync("hi"));
        Assert.Equal(["Anything else?"], await conversation.SayAsync("Megan"));
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        Assert.Empty(await conversation.SayAsync("no"));

        Assert.Equal(["0 BeginCalled ", "1 EndCalled Megan", "2 NextCalled 42", "3 ContinueCalled no"], seen);
        Assert.Equal((DialogTurnStatus.Complete, "Megan"), (conversation.Last.Status, conversation.Last.Result));
        Assert.Equal("[]", (await conversation.StoredAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_waterfall_without_steps_left_ends_with_the_last_result()
    {
        var conversation = new TestConversation(new WaterfallDialog("steps", [(step, ct) => step.NextAsync("done", ct)]));

        await conversation.SayAsync("hi");

        Assert.Equal((DialogTurnStatus.Complete, "done"), (conversation.Last.Status, conversation.Last.Result));
    }

    [Fact]
    public async Task What_is_no_message_does_not_move_a_waterfall()
    {
        var steps = 0;
        var conversation = new TestConversation(new WaterfallDialog("steps", [Step, Step]));
        await conversation.SayAsync("hi");

        await conversation.PostAsync(Wire.Activity("typing"));

        Assert.Equal((1, DialogTurnStatus.Waiting), (steps, conversation.Last.Status));

        Task<DialogTurnResult> Step(WaterfallStepContext context, CancellationToken ct)
        {
            steps++;
            return Task.FromResult(Dialog.EndOfTurn);
        }
    }

    [Fact]
    public async Task A_step_goes_on_only_once()
    {
        var conversation = new TestConversation(new WaterfallDialog("steps",
        [
            async (step, ct) =>
            {
                await step.NextAsync(null, ct);
                return await step.NextAsync(null, ct);
            },
            (_, _) => Task.FromResult(Dialog.EndOfTurn),
        ]));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => conversation.SayAsync("hi"));
        Assert.Contains("gone on already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_reach_every_step()
    {
        var seen = new List<string?>();
        var conversation = new TestConversation(new Component(
            "main",
            new WaterfallDialog("outer", [(step, ct) => step.BeginDialogAsync("inner", new TokenExchangeResource("7"), ct)]),
            new WaterfallDialog("inner", [Step, Step])));

        await conversation.SayAsync("hi");
        await conversation.SayAsync("go on");

        Assert.Equal(["7", "7"], seen);

        Task<DialogTurnResult> Step(WaterfallStepContext step, CancellationToken ct)
        {
            seen.Add(BotJson.Read<TokenExchangeResource>(step.Options)?.Id);
            return Task.FromResult(Dialog.EndOfTurn);
        }
    }

    [Fact]
    public async Task A_dialog_can_be_replaced_by_another_or_by_itself()
    {
        var rounds = 0;
        var conversation = new TestConversation(new Component(
            "main",
            new WaterfallDialog("loop",
            [
                (step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text($"Round {++rounds}") }, ct),
                (step, ct) => (string)step.Result! == "stop" ? step.ReplaceDialogAsync("last", "bye", ct) : step.ReplaceDialogAsync("loop", null, ct),
            ]),
            new WaterfallDialog("last", [(step, ct) => step.EndDialogAsync(step.Options, ct)]),
            new TextPrompt("text")));

        Assert.Equal(["Round 1"], await conversation.SayAsync("hi"));
        Assert.Equal(["Round 2"], await conversation.SayAsync("again"));
        Assert.Equal(["Round 3"], await conversation.SayAsync("again"));
        // The component, the waterfall and its prompt: replacing leaves nothing behind.
        Assert.Equal(2, (await conversation.StoredAsync())[0]!["state"]!["dialogs"]!["$dialogs"]!.AsArray().Count);
        await conversation.SayAsync("stop");

        Assert.Equal((DialogTurnStatus.Complete, "bye"), (conversation.Last.Status, conversation.Last.Result));
    }

    [Fact]
    public async Task An_unknown_dialog_is_named_in_the_error()
    {
        var conversation = new TestConversation(new WaterfallDialog("steps", [(step, ct) => step.BeginDialogAsync("lost", null, ct)]));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => conversation.SayAsync("hi"));
        Assert.Contains("'lost'", error.Message, StringComparison.Ordinal);
    }
}
