using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Teams;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>Cards as text, compared with what a person wrote down.</summary>
public sealed class CardTextTests
{
    private static string Lines(string card) => string.Join('\n', CardText.Lines(new CardView(CardView.Adaptive, (JsonObject)JsonNode.Parse(card)!)));

    [Fact]
    public void A_warning_reads_in_order_with_aligned_facts_and_buttons_in_brackets() => Assert.Equal(
        """
        HelpDesk's client secret expires in 14 days
        (days left: 14)
          Registration  HelpDesk
          Expires       2026-12-08
        If nobody renews it, HelpDesk stops.
        [Renew now] [Later (off)] [Docs ↗]
        """,
        Lines("""
        { "type": "AdaptiveCard", "body": [
            { "type": "TextBlock", "text": "HelpDesk\\'s client secret **expires in 14 days**" },
            { "type": "Chart.Gauge", "value": 14, "subLabel": "days left", "segments": [], "fallback": { "type": "TextBlock", "text": "14" } },
            { "type": "FactSet", "facts": [ { "title": "Registration", "value": "HelpDesk" }, { "title": "Expires", "value": "{{DATE(2026-12-08T03:00:00Z,SHORT)}}" } ] },
            { "type": "TextBlock", "text": "hidden", "isVisible": false },
            { "type": "TextBlock", "text": "If nobody renews it, HelpDesk stops." } ],
          "actions": [
            { "type": "Action.Execute", "title": "Renew now", "verb": "renew" },
            { "type": "Action.Submit", "title": "Later", "isEnabled": false },
            { "type": "Action.OpenUrl", "title": "Docs", "url": "https://example.com" } ] }
        """));

    [Fact]
    public void A_mark_stands_before_what_it_belongs_to() => Assert.Equal(
        """
        ✓  Staged
           The new secret exists.
        one  two  three
        """,
        Lines("""
        { "type": "AdaptiveCard", "body": [
            { "type": "ColumnSet", "columns": [
                { "type": "Column", "items": [ { "type": "TextBlock", "text": "✓" } ] },
                { "type": "Column", "items": [ { "type": "TextBlock", "text": "Staged" }, { "type": "TextBlock", "text": "The new secret exists." } ] } ] },
            { "type": "ColumnSet", "columns": [
                { "items": [ { "type": "TextBlock", "text": "one" } ] }, { "items": [ { "type": "TextBlock", "text": "two" } ] },
                { "items": [ { "type": "TextBlock", "text": "three" } ] } ] } ] }
        """));

    [Fact]
    public void Inputs_show_what_is_chosen() => Assert.Equal(
        """
        Reason: [holiday]
        When:
          ( ) Tomorrow
          (•) Next week
        [x] Tell me again
        """,
        Lines("""
        { "type": "AdaptiveCard", "body": [
            { "type": "Input.Text", "id": "r", "label": "Reason", "value": "holiday" },
            { "type": "Input.ChoiceSet", "id": "w", "label": "When", "value": "7", "choices": [ { "title": "Tomorrow", "value": "1" }, { "title": "Next week", "value": "7" } ] },
            { "type": "Input.Toggle", "id": "t", "title": "Tell me again", "value": "true" } ] }
        """));

    [Fact]
    public void An_unknown_element_is_replaced_by_its_fallback_or_left_out() => Assert.Equal(
        """
        instead
            unfolded
        """,
        Lines("""
        { "type": "AdaptiveCard", "body": [
            { "type": "Badge", "text": "new", "fallback": { "type": "TextBlock", "text": "instead" } },
            { "type": "Rating", "value": 3 } ],
          "actions": [ { "type": "Action.ShowCard", "title": "", "isVisible": false }, { "type": "Action.ShowCard", "card": { "type": "AdaptiveCard", "body": [ { "type": "TextBlock", "text": "unfolded" } ] } } ] }
        """).Replace("[]\n", "", StringComparison.Ordinal));

    [Fact]
    public void A_sign_in_card_shows_its_text_and_its_button() => Assert.Equal(
        "Sign in, please.\n[Sign in]",
        string.Join('\n', CardText.Lines(new CardView(
            CardView.OAuth,
            (JsonObject)JsonNode.Parse("""{"text":"Sign in, please.","buttons":[{"type":"signin","title":"Sign in","value":"https://example.com"}]}""")!))));

    [Fact]
    public void Long_lines_are_wrapped_inside_the_frame()
    {
        var card = new CardView(CardView.Adaptive, TestCards.Card(TestCards.Text(string.Join(' ', Enumerable.Repeat("secret", 40)))));
        var lines = CardText.Framed(card).Split('\n');

        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 94));
        Assert.All(lines[1..^1], line => Assert.StartsWith("│ secret", line, StringComparison.Ordinal));
    }
}
