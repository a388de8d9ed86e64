using System.Text.Json.Nodes;
using HelpDesk.Bots.Dialogs;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Dialogs;

public sealed class PromptTests
{
    private const string Colours = """["red","green","blue"]""";

    [Fact]
    public async Task A_text_prompt_takes_what_is_said()
    {
        var conversation = Ask(new TextPrompt("prompt"), new PromptOptions { Prompt = MessageFactory.Text("Reason?") });

        Assert.Equal(["Reason?"], await conversation.SayAsync("hi"));
        Assert.Empty(await conversation.SayAsync("on holiday"));

        Assert.Equal("on holiday", conversation.Last.Result);
    }

    [Fact]
    public async Task A_submit_without_text_is_no_answer_to_a_text_prompt()
    {
        var conversation = Ask(
            new TextPrompt("prompt"),
            new PromptOptions { Prompt = MessageFactory.Text("Reason?"), RetryPrompt = MessageFactory.Text("In words, please.") });
        await conversation.SayAsync("hi");

        var sent = await conversation.PostAsync(Wire.Activity("message", """{"value":{"verb":"later"}}"""));

        Assert.Equal("In words, please.", (string?)Assert.Single(sent)["text"]);
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
    }

    [Fact]
    public async Task A_validator_counts_attempts_may_speak_itself_and_may_correct_the_value()
    {
        var attempts = new List<int>();
        var prompt = new TextPrompt("prompt", async (context, ct) =>
        {
            attempts.Add(context.AttemptCount);
            if (context.Recognized.Value == "loud")
            {
                await context.Context.SendActivityAsync("Not so loud.", cancellationToken: ct);
            }

            context.Recognized.Value = context.Recognized.Value?.Trim('.');
            return context.Recognized.Value == context.Options.Validations as string
                || context.Recognized.Value == BotJson.Read<string>(context.Options.Validations);
        });
        var conversation = Ask(
            prompt,
            new PromptOptions { Prompt = MessageFactory.Text("Word?"), RetryPrompt = MessageFactory.Text("Again?"), Validations = "open" });

        Assert.Equal(["Word?"], await conversation.SayAsync("hi"));
        Assert.Equal(["Again?"], await conversation.SayAsync("shut"));
        Assert.Equal(["Not so loud."], await conversation.SayAsync("loud"));
        Assert.Empty(await conversation.SayAsync("open."));

        Assert.Equal([1, 2, 3], attempts);
        Assert.Equal("open", conversation.Last.Result);
    }

    [Fact]
    public async Task Without_a_retry_prompt_the_question_is_repeated_unchanged()
    {
        var conversation = Ask(new ConfirmPrompt("prompt"), new PromptOptions { Prompt = MessageFactory.Text("Renew?") });

        var first = await conversation.SayAsync("hi");

        Assert.Equal(["Renew?\n\n1. Yes\n2. No"], first);
        Assert.Equal(first, await conversation.SayAsync("perhaps"));
        Assert.Equal(first, await conversation.SayAsync("perhaps"));
        var stored = (await conversation.StoredAsync()).ToJsonString();
        // The template is stored as it was given, not as it was sent.
        Assert.DoesNotContain("1. Yes", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("29:megan", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_message_is_no_answer()
    {
        var conversation = Ask(new TextPrompt("prompt"), new PromptOptions { Prompt = MessageFactory.Text("Reason?") });
        await conversation.SayAsync("hi");

        Assert.Empty(await conversation.PostAsync(Wire.Activity("conversationUpdate")));
        Assert.Equal(DialogTurnStatus.Waiting, conversation.Last.Status);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("YES!", true)]
    [InlineData("y", true)]
    [InlineData("ok", true)]
    [InlineData("Yes, please", true)]
    [InlineData("1", true)]
    [InlineData("no", false)]
    [InlineData("Nope.", false)]
    [InlineData("no thanks", false)]
    [InlineData("don't", false)]
    [InlineData("don’t", false)]
    [InlineData("2", false)]
    [InlineData("the second one", false)]
    [InlineData("ok, but not now", null)]
    [InlineData("yes and no", null)]
    [InlineData("do not say yes", null)]
    [InlineData("perhaps", null)]
    [InlineData("3", null)]
    [InlineData("yesterday", null)]
    public async Task Yes_and_no_are_understood_and_nothing_else_is(string said, bool? understood)
    {
        var conversation = Ask(new ConfirmPrompt("prompt"), new PromptOptions { Prompt = MessageFactory.Text("Renew?") });
        await conversation.SayAsync("hi");

        await conversation.SayAsync(said);

        Assert.Equal(understood, conversation.Last.Result);
        Assert.Equal(understood is null ? DialogTurnStatus.Waiting : DialogTurnStatus.Complete, conversation.Last.Status);
    }

    [Fact]
    public async Task Yes_and_no_can_be_in_another_language()
    {
        var prompt = new ConfirmPrompt("prompt") { ConfirmChoices = Tuple.Create(new Choice("Ja"), new Choice("Nein")) };
        var conversation = Ask(prompt, new PromptOptions { Prompt = MessageFactory.Text("Erneuern?") });

        Assert.Equal(["Erneuern?\n\n1. Ja\n2. Nein"], await conversation.SayAsync("hi"));
        await conversation.SayAsync("nein danke");

        Assert.Equal(false, conversation.Last.Result);
    }

    [Theory]
    [InlineData("de-DE", null, null, "Renew? (1) Ja oder (2) Nein", "nein danke", false)]
    [InlineData("de-DE", null, null, "Renew? (1) Ja oder (2) Nein", "yes", true)]
    [InlineData("fr-CA", null, null, "Renew? (1) Oui ou (2) Non", "d'accord", true)]
    [InlineData("en-US", "de-DE", null, "Renew? (1) Yes or (2) No", "nope", false)]
    [InlineData(null, "es-ES", null, "Renew? (1) Sí o (2) No", "si", true)]
    [InlineData(null, "xx-nowhere", null, "Renew? (1) Yes or (2) No", "yes", true)]
    [InlineData("en-US", null, "pt-BR", "Renew? (1) Sim ou (2) Não", "não", false)]
    [InlineData("fi-FI", null, null, "Renew? (1) Yes or (2) No", "no", false)]
    public async Task Yes_and_no_are_in_the_persons_language(
        string? locale, string? defaultLocale, string? language, string asked, string said, bool understood)
    {
        var options = new PromptOptions { Prompt = MessageFactory.Text("Renew?"), Style = ListStyle.Inline, RecognizeLanguage = language };
        var conversation = Ask(
            new ConfirmPrompt("prompt", null, defaultLocale), options, overlay: locale is null ? null : $$"""{"locale":"{{locale}}"}""");

        Assert.Equal([asked], await conversation.SayAsync("hi"));
        await conversation.SayAsync(said);

        Assert.Equal(understood, conversation.Last.Result);
    }

    [Fact]
    public async Task The_or_between_choices_is_in_the_persons_language()
    {
        var options = new PromptOptions { Prompt = MessageFactory.Text("Welche?"), Style = ListStyle.Inline, Choices = ChoiceFactory.ToChoices(["rot", "grün", "blau"]) };

        Assert.Equal(["Welche? (1) rot, (2) grün oder (3) blau"], await Ask(new ChoicePrompt("prompt", null, "de-DE"), options).SayAsync("hi"));
        Assert.Equal(["Welche? (1) rot, (2) grün, or (3) blau"], await Ask(new ChoicePrompt("prompt"), options).SayAsync("hi"));
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("agents")]
    [InlineData("test")]
    public async Task Where_buttons_may_not_work_choices_are_a_numbered_list(string channel)
    {
        var message = Assert.Single(await ChoicesOn(channel, ListStyle.Auto));

        Assert.Equal("Which?\n\n1. red\n2. green\n3. blue", (string?)message["text"]);
        Assert.Null(message["suggestedActions"]);
    }

    [Theory]
    [InlineData("emulator")]
    [InlineData("webchat")]
    [InlineData("directline")]
    public async Task Where_suggested_actions_work_choices_are_buttons(string channel)
    {
        var message = Assert.Single(await ChoicesOn(channel, ListStyle.Auto));

        Assert.Equal("Which?", (string?)message["text"]);
        Assert.Equal(
            """{"type":"imBack","title":"red","value":"red"}""",
            message["suggestedActions"]!["actions"]![0]!.ToJsonString());
        Assert.Equal(3, message["suggestedActions"]!["actions"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_style_can_be_chosen()
    {
        Assert.Equal("Which? (1) red, (2) green, or (3) blue", (string?)(await ChoicesOn("msteams", ListStyle.Inline))[0]["text"]);
        Assert.Equal("Which?", (string?)(await ChoicesOn("msteams", ListStyle.None))[0]["text"]);
        var card = (await ChoicesOn("msteams", ListStyle.HeroCard))[0]["attachments"]![0]!;
        Assert.Equal("application/vnd.microsoft.card.hero", (string?)card["contentType"]);
        Assert.Equal(("Which?", "blue"), ((string?)card["content"]!["text"], (string?)card["content"]!["buttons"]![2]!["title"]));
    }

    [Theory]
    [InlineData("red", 0, "red")]
    [InlineData("  RED. ", 0, "red")]
    [InlineData("2", 1, "2")]
    [InlineData("#2", 1, "2")]
    [InlineData("(3)", 2, "3")]
    [InlineData("the third one", 2, "the third one")]
    [InlineData("number two please", 1, "number two please")]
    [InlineData("one", 0, "one")]
    [InlineData("I would like the green one", 1, "green")]
    [InlineData("azure", 2, "azure")]
    [InlineData("Deep Sky", 2, "deep sky")]
    [InlineData("the deep sky, if I may", 2, "deep sky")]
    [InlineData("Rot!", 0, "Rot!")]
    [InlineData("reddish", -1, null)]
    [InlineData("red or green", -1, null)]
    [InlineData("4", -1, null)]
    [InlineData("0", -1, null)]
    [InlineData("1 2", -1, null)]
    [InlineData("99999999999999999999", -1, null)]
    [InlineData("?", -1, null)]
    public async Task A_choice_is_recognised_by_value_number_title_or_synonym(string said, int index, string? by)
    {
        var conversation = Ask(new ChoicePrompt("prompt"), new PromptOptions
        {
            Prompt = MessageFactory.Text("Which?"),
            Choices =
            [
                new Choice("red") { Action = new CardAction(ActionTypes.ImBack, "Rot!", value: "red") },
                new Choice("green"),
                new Choice("blue") { Synonyms = ["azure", "deep sky"] },
            ],
        });
        await conversation.SayAsync("hi");

        await conversation.SayAsync(said);

        var found = conversation.Last.Result as FoundChoice;
        Assert.Equal((index, by), (found?.Index ?? -1, found?.Synonym));
    }

    [Fact]
    public async Task A_choice_that_is_a_number_wins_over_its_position()
    {
        var conversation = Ask(
            new ChoicePrompt("prompt"), new PromptOptions { Prompt = MessageFactory.Text("Days?"), Choices = ChoiceFactory.ToChoices(["2", "1", "14"]) });
        await conversation.SayAsync("hi");

        await conversation.SayAsync("1");

        Assert.Equal(("1", 1), (((FoundChoice)conversation.Last.Result!).Value, ((FoundChoice)conversation.Last.Result).Index));
    }

    [Fact]
    public async Task A_prompt_has_to_be_begun_with_its_options()
    {
        var conversation = new TestConversation(new TextPrompt("prompt"));

        var error = await Assert.ThrowsAsync<ArgumentException>(() => conversation.SayAsync("hi"));
        Assert.Contains("PromptOptions", error.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<JsonNode>> ChoicesOn(string channel, ListStyle style)
    {
        var choices = ChoiceFactory.ToChoices(JsonNode.Parse(Colours)!.AsArray().Select(colour => (string)colour!));
        var options = new PromptOptions { Prompt = MessageFactory.Text("Which?"), Choices = choices, Style = style };
        return Ask(new ChoicePrompt("prompt"), options, channel).PostAsync(Wire.Message("hi"));
    }

    private static TestConversation Ask(Dialog prompt, PromptOptions options, string channel = "msteams", string? overlay = null) => new(
        new Component(
            "main",
            new WaterfallDialog("steps", [(step, ct) => step.PromptAsync(prompt.Id, options, ct), (step, ct) => step.EndDialogAsync(step.Result, ct)]),
            prompt),
        channel,
        overlay);
}
