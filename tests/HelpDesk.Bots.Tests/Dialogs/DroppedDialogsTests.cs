using System.Text.Json.Nodes;
using HelpDesk.Bots.Dialogs;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

/// <summary>A deployment or a long silence between two turns: nobody is stranded, and no wrong step runs.</summary>
public sealed class DroppedDialogsTests
{
    [Theory]
    [InlineData(3, 4)]
    [InlineData(3, 2)]
    public async Task A_waterfall_with_a_step_more_or_less_starts_over_and_the_person_is_told(int before, int after)
    {
        var conversation = Talk(Steps(before));
        Assert.Equal(["step 0 of 3"], await conversation.SayAsync("hi"));
        Assert.Equal(["step 1 of 3"], await conversation.SayAsync("one"));
        conversation.Dialog = Steps(after);

        Assert.Equal(["Changed: we start over.", $"step 0 of {after}"], await conversation.SayAsync("two"));
        Assert.Equal([$"step 1 of {after}"], await conversation.SayAsync("three"));
    }

    [Fact]
    public async Task A_change_deep_inside_components_is_noticed()
    {
        var conversation = Talk(Nested(Steps(3)));
        await conversation.SayAsync("hi");
        await conversation.SayAsync("one");
        conversation.Dialog = Nested(Steps(4));

        Assert.Equal(["Changed: we start over.", "step 0 of 4"], await conversation.SayAsync("two"));
    }

    [Fact]
    public async Task The_same_dialogs_go_on_after_a_restart_even_if_some_are_added_late()
    {
        var conversation = Talk(new Late("outer"));
        Assert.Equal(["step 0 of 2"], await conversation.SayAsync("hi"));
        conversation.Dialog = new Late("outer");

        Assert.Equal(["step 1 of 2"], await conversation.SayAsync("one"));
    }

    [Fact]
    public async Task A_dialog_that_is_gone_leaves_no_one_stranded()
    {
        var conversation = Talk(Steps(3, "old"));
        await conversation.SayAsync("hi");
        conversation.Dialog = Steps(3, "new");

        Assert.Equal(["Missing: we start over.", "step 0 of 3"], await conversation.SayAsync("one"));
        Assert.Equal(["step 1 of 3"], await conversation.SayAsync("two"));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"id":"steps","state":{"x":[1]}}]""")]
    [InlineData("""[{"id":"steps","state":{"stepIndex":99999999999}}]""")]
    [InlineData("""[{"id":"steps","state":{"x":{"$double":"many"}}}]""")]
    [InlineData("""[{"id":"steps","state":{"x":{"$span":"long"}}}]""")]
    [InlineData("""[{"id":"steps","state":{"x":{"$guid":"no"}}}]""")]
    [InlineData("""[{"id":"steps","state":{"x":{"$time":"yesterday"}}}]""")]
    [InlineData("""[{"id":"steps","state":{"x":{"$prompt":{"style":"Loud"}}}}]""")]
    [InlineData("""{"lastUsed":"yesterday","stack":[]}""")]
    public async Task A_stored_stack_that_no_longer_parses_is_replaced(string stored)
    {
        var conversation = Talk(Steps(3));
        await conversation.StoreAsync(stored);

        Assert.Equal(["Unreadable: we start over.", "step 0 of 3"], await conversation.SayAsync("one"));
        Assert.Equal(["step 1 of 3"], await conversation.SayAsync("two"));
    }

    [Fact]
    public async Task Without_a_word_for_it_the_dialog_just_starts_over()
    {
        var conversation = new TestConversation(Steps(3));
        await conversation.SayAsync("hi");
        conversation.Dialog = Steps(4);

        Assert.Equal(["step 0 of 4"], await conversation.SayAsync("one"));
    }

    [Fact]
    public async Task A_sign_in_that_comes_back_to_changed_dialogs_begins_nothing()
    {
        var conversation = Talk(Steps(3));
        await conversation.SayAsync("hi");
        conversation.Dialog = Steps(4);

        var sent = await conversation.InvokeAsync("signin/verifyState", """{"state":"123456"}""");

        Assert.Equal(["Changed: we start over."], sent.Select(s => (string?)s["text"]));
        Assert.Equal((404, DialogTurnStatus.Empty), (conversation.Answer!.Status, conversation.Last.Status));
    }

    [Fact]
    public async Task Dialogs_that_nobody_touches_expire_and_the_next_message_is_a_fresh_one()
    {
        var ended = new List<DialogReason>();
        var conversation = Talk(new Ended("outer", ended, Steps(3)), TimeSpan.FromHours(24));
        await conversation.SayAsync("hi");
        conversation.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(["step 1 of 3"], await conversation.SayAsync("one"));
        conversation.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(["Idle: we start over.", "step 0 of 3"], await conversation.SayAsync("two"));
        Assert.Equal([DialogReason.CancelCalled], ended);
        Assert.Equal(["step 1 of 3"], await conversation.SayAsync("three"));
    }

    [Fact]
    public async Task Dialogs_that_have_expired_and_changed_are_not_asked()
    {
        var ended = new List<DialogReason>();
        var conversation = Talk(new Ended("outer", ended, Steps(3)), TimeSpan.FromHours(24));
        await conversation.SayAsync("hi");
        conversation.Clock.Advance(TimeSpan.FromHours(24));
        conversation.Dialog = new Ended("outer", ended, Steps(4));

        Assert.Equal(["Idle: we start over.", "step 0 of 4"], await conversation.SayAsync("one"));
        Assert.Empty(ended);
    }

    [Fact]
    public async Task The_time_of_the_last_turn_is_stored_only_where_dialogs_expire()
    {
        var forever = Talk(Steps(3));
        await forever.SayAsync("hi");
        Assert.IsType<JsonArray>(await forever.StoredAsync());

        var expiring = Talk(Steps(2), TimeSpan.FromHours(24));
        await expiring.SayAsync("hi");
        Assert.Equal("2026-11-24T12:00:00+00:00", (string?)(await expiring.StoredAsync())["lastUsed"]);

        await expiring.SayAsync("one");
        await expiring.SayAsync("two");
        Assert.Equal(DialogTurnStatus.Complete, expiring.Last.Status);
        Assert.IsType<JsonArray>(await expiring.StoredAsync());
    }

    private static TestConversation Talk(Dialog dialog, TimeSpan? idleTimeout = null) => new(dialog)
    {
        Options = new DialogRunOptions
        {
            IdleTimeout = idleTimeout,
            OnDropped = (turnContext, why, ct) => turnContext.SendActivityAsync($"{why}: we start over.", cancellationToken: ct),
        },
    };

    private static WaterfallDialog Steps(int count, string id = "steps") => new(id, Enumerable.Range(0, count).Select(i => (WaterfallStep)(async (step, ct) =>
    {
        Assert.Equal(i, step.Index);
        await step.Context.SendActivityAsync($"step {i} of {count}", cancellationToken: ct);
        return Dialog.EndOfTurn;
    })));

    private static Component Nested(Dialog inner) => new("outer", new Component("middle", inner));

    private sealed class Ended(string id, List<DialogReason> ended, params Dialog[] dialogs) : Component(id, dialogs)
    {
        protected override Task OnEndDialogAsync(
            ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            ended.Add(reason);
            return Task.CompletedTask;
        }
    }

    private sealed class Late(string id) : ComponentDialog(id)
    {
        protected override Task OnInitializeAsync(DialogContext dc)
        {
            AddDialog(Steps(2));
            return Task.CompletedTask;
        }
    }
}
