using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

/// <summary>"help" and "cancel" work wherever a prompt waits, also while a sign-in does.</summary>
public sealed class InterruptionTests
{
    public static TheoryData<string, string, string> Prompts => new()
    {
        { "text", "because", "because" },
        { "choice", "red", "red" },
        { "confirm", "yes", "True" },
        { "number", "five", "5" },
        { "date", "2026-11-30", "2026-11-30" },
        { "signIn", "123456", "t" },
    };

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task Help_is_answered_the_question_is_asked_again_and_can_still_be_answered(string prompt, string answer, string result)
    {
        var conversation = Talk(prompt);
        var asked = Assert.Single(await conversation.SayAsync("hi"));

        Assert.Equal(["You can cancel.", asked], await conversation.SayAsync("help"));
        await conversation.SayAsync(answer);

        Assert.Equal((DialogTurnStatus.Complete, result), (conversation.Last.Status, conversation.Last.Result));
    }

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task Cancel_ends_it_and_the_answer_comes_too_late(string prompt, string answer, string result)
    {
        var conversation = Talk(prompt);
        var asked = await conversation.SayAsync("hi");

        Assert.Equal(["Cancelled."], await conversation.SayAsync("cancel"));
        Assert.Equal((DialogTurnStatus.Complete, null), (conversation.Last.Status, conversation.Last.Result));

        Assert.Equal(asked, await conversation.SayAsync(answer));
        Assert.NotEqual(result, conversation.Last.Result);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("choice")]
    [InlineData("confirm")]
    [InlineData("number")]
    [InlineData("date")]
    [InlineData("signIn")]
    public async Task Sign_out_ends_it_and_the_service_forgets(string prompt)
    {
        var conversation = Talk(prompt);
        await conversation.SayAsync("hi");

        Assert.Equal(["Signed out."], await conversation.SayAsync("sign out"));

        Assert.Equal("out 29:megan HelpDeskRenewal msteams", conversation.Tokens.Calls[^1]);
        Assert.Equal((DialogTurnStatus.Complete, null), (conversation.Last.Status, conversation.Last.Result));
    }

    private static TestConversation Talk(string prompt)
    {
        var conversation = new TestConversation(new Interruptible(prompt));
        conversation.Tokens.Codes["123456"] = "t";
        return conversation;
    }

    private sealed class Interruptible : ComponentDialog
    {
        private readonly OAuthPrompt _signIn = new("signIn", new OAuthPromptSettings { ConnectionName = "HelpDeskRenewal" });

        public Interruptible(string prompt)
            : base("main")
        {
            var options = new PromptOptions { Prompt = MessageFactory.Text("Well?"), Choices = ChoiceFactory.ToChoices(["red", "green"]) };
            AddDialog(new WaterfallDialog("steps",
            [
                (step, ct) => step.PromptAsync(prompt, options, ct),
                (step, ct) => step.EndDialogAsync(InWords(step.Result), ct),
            ]));
            AddDialog(new TextPrompt("text"));
            AddDialog(new ChoicePrompt("choice"));
            AddDialog(new ConfirmPrompt("confirm"));
            AddDialog(new NumberPrompt<int>("number"));
            AddDialog(new DateTimePrompt("date"));
            AddDialog(_signIn);
        }

        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            var context = innerDc.Context;
            switch (context.Activity.Text)
            {
                case "help":
                    await context.SendActivityAsync("You can cancel.", cancellationToken: cancellationToken);
                    await innerDc.RepromptDialogAsync(cancellationToken);
                    return EndOfTurn;
                case "cancel":
                    await context.SendActivityAsync("Cancelled.", cancellationToken: cancellationToken);
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);
                case "sign out":
                    await _signIn.SignOutUserAsync(context, cancellationToken);
                    await context.SendActivityAsync("Signed out.", cancellationToken: cancellationToken);
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);
                default:
                    return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            }
        }

        private static string? InWords(object? result) => result switch
        {
            FoundChoice choice => choice.Value,
            IList<DateTimeResolution> dates => dates[0].Value,
            TokenResponse token => token.Token,
            _ => result?.ToString(),
        };
    }
}
