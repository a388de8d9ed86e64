using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bots.Cards;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Checks;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Tests.Cards;

public sealed class CardTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. CardSamples.All.Keys, .. GermanCardSamples.All.Keys];

    /// <summary>Set UPDATE_SNAPSHOTS=1 to accept what the cards look like now, then read the diff.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_card_looks_as_it_did_when_somebody_last_looked_at_it(string name)
    {
        var json = JsonNode.Parse(Sample(name).ToJson())!;
        Unseal(json);
        var text = json.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Folder(), $"{name}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Folder());
            await File.WriteAllTextAsync(file, text);
        }

        Assert.True(File.Exists(file), $"There is no snapshot of {name}: run the tests once with UPDATE_SNAPSHOTS=1.");
        Assert.Equal((await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"), text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_can_be_used_by_everybody_and_by_every_client(string name)
    {
        var card = Sample(name);
        var json = card.ToJson();

        Assert.Empty(CardAccessibility.Check(card));
        Assert.Equal("1.5", card.Version.ToString());
        Assert.Equal(CardSamples.All.ContainsKey(name) ? "en" : "de", card.Lang);
        Assert.True(json.Length < 40_000, $"{json.Length} characters");
        Assert.DoesNotContain("\"msteams\":{\"type\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_is_never_green()
    {
        var status = CardSamples.All["status"]().ToJson();
        var row = JsonNode.Parse(status)!["body"]!.AsArray().Select(b => b!.ToJsonString()).Single(b => b.Contains("Lost", StringComparison.Ordinal));
        Assert.DoesNotContain("\"good\"", row, StringComparison.Ordinal);
        Assert.Contains("unknown", row, StringComparison.Ordinal);

        var unread = ChecklistCard.Build(
            CardSamples.Context(), CardSamples.Registration(14), CardSamples.Checklist(CheckResult.CouldNotBeRead, CheckResult.CannotTell), Guid.Empty);
        Assert.DoesNotContain("\"good\"", unread.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**bold** [link](https://evil.example) `code`", "\\*\\*bold\\*\\* \\[link\\](https://evil.example) \\`code\\`")]
    [InlineData("a_b _c_", "a_b \\_c\\_")]
    [InlineData("# heading", "\\# heading")]
    [InlineData("1. item", "1\\. item")]
    [InlineData("{{DATE(2026-01-01)}}", "{ {DATE(2026-01-01)}}")]
    [InlineData("two\r\nlines", "two  lines")]
    [InlineData("<at>Bot</at>", "\\<at\\>Bot\\</at\\>")]
    [InlineData("HelpDesk (Contoso) 2.0", "HelpDesk (Contoso) 2.0")]
    public void Markdown_in_a_name_is_shown_as_it_is(string name, string escaped) => Assert.Equal(escaped, Markdown.Escape(name));

    [Fact]
    public void A_name_cannot_break_a_card_however_long_or_odd_it_is()
    {
        var name = string.Concat(Enumerable.Repeat("[x](javascript:alert(1))**\"\\{{\n", 3000));
        var card = WarningCard.Build(CardSamples.Context(), CardSamples.Registration(14, name));

        Assert.DoesNotContain(
            JsonNode.Parse(card.ToJson())!["body"]!.AsArray().Select(b => (string?)b!["text"] ?? ""),
            t => t.Contains("[x](javascript", StringComparison.Ordinal));
        Assert.True(card.ToJson().Length < 40_000, $"{card.ToJson().Length} characters");
    }

    private static AdaptiveCard Sample(string name) => (CardSamples.All.GetValueOrDefault(name) ?? GermanCardSamples.All[name])();

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");

    /// <summary>Seals are different each time.</summary>
    private static void Unseal(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                if (map.ContainsKey("seal"))
                {
                    map["seal"] = "…";
                }

                foreach (var (_, value) in map)
                {
                    Unseal(value);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Unseal(item);
                }

                break;
        }
    }
}
