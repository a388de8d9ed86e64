using HelpDesk.Bots.Cards;
using Xunit;

namespace HelpDesk.Bots.Tests.Cards;

public sealed class CardSchemaTests
{
    public static TheoryData<string> ElementNames => [.. CardCatalogue.Elements.Keys];

    public static TheoryData<string> ActionNames => [.. CardCatalogue.Actions.Keys];

    [CardSchemaTheory, MemberData(nameof(ElementNames))]
    public async Task Every_element_is_valid_by_the_schema(string name)
    {
        var card = new AdaptiveCard("1.5") { Body = { CardCatalogue.Elements[name]() } };
        Assert.Equal(name, card.Body[0].Type);
        Assert.Empty(await CardSchema.ErrorsOf(card.ToJson()));
    }

    [CardSchemaTheory, MemberData(nameof(ActionNames))]
    public async Task Every_action_is_valid_by_the_schema(string name)
    {
        var card = new AdaptiveCard("1.5") { Actions = { CardCatalogue.Actions[name]() } };
        Assert.Equal(name, card.Actions[0].Type);
        Assert.Empty(await CardSchema.ErrorsOf(card.ToJson()));
    }

    [CardSchemaFact]
    public async Task A_card_with_everything_is_valid_by_the_schema() => Assert.Empty(await CardSchema.ErrorsOf(CardCatalogue.Whole().ToJson()));

    /// <summary>Otherwise the tests above could pass because the validator looks at nothing.</summary>
    [CardSchemaTheory]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","bodi":[]}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock"}]}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","wrapp":true}]}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","size":"huge"}]}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","label":"x"}]}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.OpenUrl","title":"x"}]}""")]
    public async Task The_schema_refuses_what_is_wrong(string json) => Assert.NotEmpty(await CardSchema.ErrorsOf(json));
}
