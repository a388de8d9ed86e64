using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

public sealed class ComponentDialogTests
{
    [Fact]
    public async Task Components_nest_and_hand_their_results_outwards()
    {
        var conversation = new TestConversation(Nested());

        Assert.Equal(["Which tenant?"], await conversation.SayAsync("hi"));
        Assert.Equal(["You said Contoso. Sure?"], await conversation.SayAsync("Contoso"));
        Assert.Empty(await conversation.SayAsync("yes"));

        Assert.Equal((DialogTurnStatus.Complete, "Contoso/yes"), (conversation.Last.Status, conversation.Last.Result));
    }

    [Fact]
    public async Task An_interruption_answers_and_asks_the_question_again()
    {
        var conversation = new TestConversation(Nested());
        await conversation.SayAsync("hi");

        Assert.Equal(["You can cancel.", "Which tenant?"], await conversation.SayAsync("help"));
        Assert.Equal(["You said Contoso. Sure?"], await conversation.SayAsync("Contoso"));
    }

    [Fact]
    public async Task An_interruption_cancels_everything_within_its_component()
    {
        var ended = new List<string>();
        var conversation = new TestConversation(Nested(ended));
        await conversation.SayAsync("hi");
        await conversation.SayAsync("Contoso");

        Assert.Equal(["Cancelled."], await conversation.SayAsync("cancel"));

        Assert.Equal((DialogTurnStatus.Complete, null), (conversation.Last.Status, conversation.Last.Result));
        Assert.Equal(["inner CancelCalled"], ended);
        Assert.Equal("[]", (await conversation.StoredAsync()).ToJsonString());
        Assert.Equal(["Which tenant?"], await conversation.SayAsync("hi"));
    }

    [Fact]
    public async Task Cancelling_with_the_parents_takes_the_whole_stack_off()
    {
        var conversation = new TestConversation(new Component(
            "outer",
            new WaterfallDialog("steps", [(step, ct) => step.BeginDialogAsync("inner", null, ct), (step, ct) => step.EndDialogAsync("must not happen", ct)]),
            new Component("inner", new WaterfallDialog("innerSteps",
            [
                (_, _) => Task.FromResult(Dialog.EndOfTurn),
                (step, ct) => step.CancelAllDialogsAsync(true, cancellationToken: ct),
            ]))));
        await conversation.SayAsync("hi");

        await conversation.SayAsync("go");

        Assert.Equal((DialogTurnStatus.Cancelled, null), (conversation.Last.Status, conversation.Last.Result));
        Assert.Equal("[]", (await conversation.StoredAsync()).ToJsonString());
    }

    [Fact]
    public async Task Cancelling_without_dialogs_does_nothing()
    {
        var accessor = new ConversationState(new MemoryStorage()).CreateProperty<DialogState>("dialogs");
        using var turn = new TurnContext(
            new TestConversation(new TextPrompt("x")),
            new Activity("message") { ChannelId = "test", Conversation = new ConversationAccount(id: "1") });
        var dc = await new DialogSet(accessor).CreateContextAsync(turn);

        Assert.Equal(DialogTurnStatus.Empty, (await dc.CancelAllDialogsAsync()).Status);
        Assert.Equal(DialogTurnStatus.Empty, (await dc.ContinueDialogAsync()).Status);
    }

    [Fact]
    public async Task A_parent_that_handles_the_event_stays_and_may_begin_something_else()
    {
        var conversation = new TestConversation(new Keeper(
            "outer",
            new WaterfallDialog("steps", [(step, ct) => step.BeginDialogAsync("inner", null, ct)]),
            new Component("inner", new WaterfallDialog("innerSteps",
            [
                (_, _) => Task.FromResult(Dialog.EndOfTurn),
                (step, ct) => step.CancelAllDialogsAsync(true, eventName: "stop", cancellationToken: ct),
            ])),
            new TextPrompt("menu")));
        await conversation.SayAsync("hi");

        Assert.Equal(["What else?"], await conversation.SayAsync("go"));
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
        await conversation.SayAsync("nothing");

        Assert.Equal((DialogTurnStatus.Complete, "nothing"), (conversation.Last.Status, conversation.Last.Result));
    }

    [Fact]
    public async Task A_dialog_on_top_of_a_component_ends_and_the_component_asks_again()
    {
        var conversation = new TestConversation(new Interrupted(
            "main",
            new Component("question", new TextPrompt("ask")),
            new WaterfallDialog("aside",
            [
                async (step, ct) =>
                {
                    await step.Context.SendActivityAsync("By the way?", cancellationToken: ct);
                    return Dialog.EndOfTurn;
                },
                (step, ct) => step.EndDialogAsync("aside's result", ct),
            ])));

        Assert.Equal(["What?"], await conversation.SayAsync("hi"));
        Assert.Equal(["By the way?"], await conversation.SayAsync("aside"));
        Assert.Equal(["What?"], await conversation.SayAsync("well"));
        await conversation.SayAsync("that");

        Assert.Equal((DialogTurnStatus.Complete, "that"), (conversation.Last.Status, conversation.Last.Result));
    }

    [Fact]
    public async Task A_new_version_of_a_component_is_told_to_the_dialogs()
    {
        var conversation = new TestConversation(new VersionWatcher("main", new WaterfallDialog("steps", [Wait, Wait])));
        await conversation.SayAsync("hi");
        conversation.Dialog = new VersionWatcher("main", new WaterfallDialog("steps", [Wait, Wait, Wait]));

        Assert.Equal(["I have changed."], await conversation.SayAsync("go on"));
        Assert.Empty(await conversation.SayAsync("go on"));

        static Task<DialogTurnResult> Wait(WaterfallStepContext step, CancellationToken ct) => Task.FromResult(Dialog.EndOfTurn);
    }

    [Fact]
    public void Two_dialogs_of_one_set_cannot_have_the_same_id()
    {
        var prompt = new TextPrompt("text");
        var component = new Component("main", prompt);
        component.AddDialog(prompt);

        Assert.Throws<ArgumentException>(() => component.AddDialog(new ConfirmPrompt("text")));
        Assert.Single(component.Dialogs.GetDialogs());
        Assert.Equal("text", component.InitialDialogId);
    }

    [Fact]
    public async Task A_dialog_that_a_new_version_no_longer_has_can_be_cancelled()
    {
        var state = new DialogState([new DialogInstance { Id = "gone" }]);
        using var turn = new TurnContext(new TestConversation(new TextPrompt("x")), new Activity("message"));
        var dc = new DialogContext(new DialogSet(), turn, state);

        await Assert.ThrowsAsync<InvalidOperationException>(() => dc.ContinueDialogAsync());
        Assert.Equal(DialogTurnStatus.Cancelled, (await dc.CancelAllDialogsAsync()).Status);
        Assert.Empty(state.DialogStack);
    }

    private static Interruptible Nested(List<string>? ended = null) => new(
        "outer",
        ended,
        new WaterfallDialog("steps",
        [
            (step, ct) => step.BeginDialogAsync("inner", null, ct),
            (step, ct) => step.EndDialogAsync(step.Result, ct),
        ]),
        new Ended("inner", ended, new WaterfallDialog("innerSteps",
        [
            (step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("Which tenant?") }, ct),
            (step, ct) =>
            {
                step.Values["tenant"] = step.Result!;
                return step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text($"You said {step.Result}. Sure?") }, ct);
            },
            (step, ct) => step.EndDialogAsync($"{step.Values["tenant"]}/{step.Result}", ct),
        ]), new TextPrompt("text")));

    /// <summary>The bot's way of "help" and "cancel" anywhere.</summary>
    private sealed class Interruptible(string id, List<string>? ended, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            switch (innerDc.Context.Activity.Text)
            {
                case "help":
                    await innerDc.Context.SendActivityAsync("You can cancel.", cancellationToken: cancellationToken);
                    await innerDc.RepromptDialogAsync(cancellationToken);
                    return EndOfTurn;
                case "cancel":
                    await innerDc.Context.SendActivityAsync("Cancelled.", cancellationToken: cancellationToken);
                    ended?.Clear();
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);
                default:
                    return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            }
        }
    }

    private sealed class Ended(string id, List<string>? ended, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override Task OnEndDialogAsync(
            ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            ended?.Add($"{Id} {reason}");
            return Task.CompletedTask;
        }
    }

    private sealed class Keeper(string id, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override async Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            if (e.Name != "stop")
            {
                return false;
            }

            await CreateChildContext(dc).PromptAsync("menu", new PromptOptions { Prompt = MessageFactory.Text("What else?") }, cancellationToken);
            return true;
        }
    }

    private sealed class VersionWatcher(string id, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override async Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            if (e.Name != DialogEvents.VersionChanged)
            {
                return false;
            }

            await dc.Context.SendActivityAsync("I have changed.", cancellationToken: cancellationToken);
            return true;
        }
    }

    /// <summary>Puts a dialog on top of the active one.</summary>
    private sealed class Interrupted(string id, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default) =>
            innerDc.BeginDialogAsync("question", new PromptOptions { Prompt = MessageFactory.Text("What?") }, cancellationToken);

        protected override Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
            innerDc.Context.Activity.Text == "aside"
                ? innerDc.BeginDialogAsync("aside", null, cancellationToken)
                : base.OnContinueDialogAsync(innerDc, cancellationToken);
    }
}
