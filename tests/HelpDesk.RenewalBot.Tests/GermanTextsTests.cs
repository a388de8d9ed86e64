using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.Tests.Cards;
using HelpDesk.RenewalBot.Tests.World;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Tests;

public sealed partial class GermanTextsTests
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Texts German = Texts.For("de-DE");

    /// <summary>These put values side by side and have no words of their own.</summary>
    private static readonly string[] Wordless = [nameof(Texts.PersonLine)];

    public static TheoryData<string> Members => [.. Virtual().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Members))]
    public void Everything_that_is_said_in_English_is_said_in_German(string name)
    {
        var english = Virtual().Single(m => m.Name == name);

        Assert.NotNull(German.GetType().GetMethod(name, Declared, [.. english.GetParameters().Select(p => p.ParameterType)]));
        foreach (var values in Values([.. english.GetParameters().Select(p => p.ParameterType)]))
        {
            var (original, translated) = (Said(english.Invoke(Texts.All[0], values)), Said(english.Invoke(German, values)));
            Assert.False(original == translated && Words().IsMatch(translated), $"In both languages: {translated}");
            Assert.Empty(EnglishWords.In(translated));
        }
    }

    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-DE", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("den", "en")]
    [InlineData("en-US", "en")]
    [InlineData("fr-FR", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void The_language_is_that_of_the_locale_where_it_is_known(string? locale, string language) => Assert.Equal(language, Texts.For(locale).Language);

    [Fact]
    public void Dates_are_written_as_in_Germany()
    {
        Assert.Equal("8. Dezember 2026", German.Date(new DateTimeOffset(2026, 12, 8, 9, 5, 0, TimeSpan.Zero)));
        Assert.Equal("8. Dezember 2026, 09:05 Uhr UTC", German.Instant(new DateTimeOffset(2026, 12, 8, 9, 5, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(14, "Das Clientgeheimnis von HelpDesk läuft in 14 Tagen ab")]
    [InlineData(1, "Das Clientgeheimnis von HelpDesk läuft in einem Tag ab")]
    [InlineData(0, "Das Clientgeheimnis von HelpDesk läuft heute ab")]
    [InlineData(-1, "Das Clientgeheimnis von HelpDesk ist abgelaufen")]
    public void A_warning_is_a_German_sentence(int days, string title) => Assert.Equal(title, German.WarningTitle("HelpDesk", days));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Every_word_that_people_are_told_to_type_is_understood(string language)
    {
        var texts = Texts.For(language);

        Assert.Equal(Enum.GetValues<Command>().Order(), texts.Commands.Select(c => Commands.Recognize(c.Word)).OfType<Command>().Order());
        Assert.All(Quoted(texts.ChecklistAnswers), word => Assert.True(IsUnderstood(word, RunStage.Checked), word));
        Assert.All(Quoted(texts.ConfirmAnswers), word => Assert.True(IsUnderstood(word, RunStage.Confirming), word));
        Assert.All(
            new[] { texts.OAuthAgain, texts.GroupPointer, texts.BadCard, texts.NotSignedOut }.SelectMany(Quoted),
            word => Assert.NotNull(Commands.Recognize(word)));
    }

    [Theory]
    [InlineData("Weiter", "Checked", "Continue")]
    [InlineData("ja", "Checked", "Continue")]
    [InlineData("Erneut prüfen", "Checked", "CheckAgain")]
    [InlineData("erneut pruefen", "Checked", "CheckAgain")]
    [InlineData("zurück", "Checked", "BackToChecks")]
    [InlineData("nein", "Checked", "No")]
    [InlineData("Anderes Konto", "Checked", "OtherAccount")]
    [InlineData("anderes konto verwenden", "Confirming", "OtherAccount")]
    [InlineData("Ja!", "Confirming", "Yes")]
    [InlineData("Geheimnis erneuern", "Confirming", "Yes")]
    [InlineData("nein.", "Confirming", "No")]
    [InlineData("vielleicht", "Confirming", null)]
    [InlineData("weiter", "Confirming", null)]
    public void A_German_answer_is_recognised_where_it_fits(string said, string stage, string? answer) =>
        Assert.Equal(answer, Answers.Recognize(said, Enum.Parse<RunStage>(stage))?.ToString());

    /// <summary>"24. November" at the beginning of a line is the 24th point of a list in Markdown.</summary>
    [Fact]
    public void No_date_is_taken_for_a_point_of_a_list()
    {
        var texts = GermanCardSamples.All.Values.SelectMany(card => EnglishWords.ReadTo(JsonNode.Parse(card().ToJson()))).ToList();

        Assert.Contains(texts, t => t.StartsWith(@"24\. November 2026", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, t => ListPoint().IsMatch(t));
    }

    private static bool IsUnderstood(string word, RunStage stage) => Answers.Recognize(word, stage) is not null || Commands.Recognize(word) is not null;

    private static List<string> Quoted(string text)
    {
        var words = Quotation().Matches(text).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(words);
        return words;
    }

    private static IEnumerable<MethodInfo> Virtual() => typeof(Texts).GetMethods(Declared).Where(m => m.IsVirtual && !Wordless.Contains(m.Name));

    private static string Said(object? value) => value switch
    {
        string text => text,
        IReadOnlyList<(string Word, string Meaning)> commands => string.Join(" ", commands.Select(c => c.Meaning)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Every combination of some values for these parameters.</summary>
    private static IEnumerable<object?[]> Values(IReadOnlyList<Type> types) => types.Aggregate(
        (IEnumerable<object?[]>)[[]],
        (rows, type) => rows.SelectMany(row => Of(type).Cast<object?>().Select(value => (object?[])[.. row, value])));

    private static IEnumerable Of(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Of(inner).Cast<object?>().Append(null)
        : type.IsEnum ? Enum.GetValues(type)
        : type == typeof(string) ? new[] { "X", "installappfailed", "resourcematchfailed", "userconsentrequired", "interactionrequired", "tokenmissing", "invokeerror", null }
        : type == typeof(bool) ? new[] { false, true }
        : type == typeof(int) ? new[] { -1, 0, 1, 2 }
        : type == typeof(DateTimeOffset) ? new[] { Now.AddDays(-1), Now, Now.AddDays(14) }
        : type == typeof(IReadOnlyList<string>) ? new string[][] { [], ["X"], ["X", "Y"] }
        : type == typeof(TimeSpan) ? new[] { -1, 3, 180, 7200 }.Select(m => TimeSpan.FromMinutes(m))
        : type == typeof(long) ? new[] { 1L, 7L }
        : type == typeof(Leftover) ? Enum.GetValues<LeftoverKind>().Select(k => new Leftover { KeyId = Guid.Empty, Kind = k, Ends = Now })
        : type == typeof(Renewal) ? Renewals()
        : throw new NotSupportedException($"No values for {type}");

    private static IEnumerable<Renewal> Renewals() =>
        from state in Enum.GetValues<RenewalState>()
        from strategy in Enum.GetValues<RotationStrategy>()
        from isInVault in new[] { true, false }
        from end in new DateTimeOffset?[] { Now.AddDays(14), null }
        from fate in Enum.GetValues<OldSecretFate>().Cast<OldSecretFate?>().Append(null)
        select CardSamples.Renewal(state, strategy) with { OldSecretFate = fate, OldSecretInVault = isInVault, OldSecretExpires = end, NewSecretExpires = end, ProofExpectedAt = end };

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Words();

    [GeneratedRegex("[\"„]([^\"“]+)[\"“]")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline)]
    private static partial Regex ListPoint();
}
