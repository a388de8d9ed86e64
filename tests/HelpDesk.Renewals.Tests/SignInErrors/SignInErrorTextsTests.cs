using HelpDesk.Renewals.Languages;
using HelpDesk.Renewals.SignInErrors;

namespace HelpDesk.Renewals.Tests.SignInErrors;

public sealed class SignInErrorTextsTests
{
    private static readonly SignInErrorTexts English = SignInErrorTexts.For(Language.English);
    private static readonly SignInErrorTexts German = SignInErrorTexts.For(Language.German);

    public static TheoryData<SignInErrorKind> Kinds => [.. Enum.GetValues<SignInErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_its_own_words_in_both_languages(SignInErrorKind kind)
    {
        var (english, german) = (English.Of(kind), German.Of(kind));

        Assert.NotEqual(English.UnknownCode, english);
        Assert.NotEqual(German.UnknownCode, german);
        Assert.NotEqual(english.Title, german.Title);
        Assert.NotEqual(english.Explanation, german.Explanation);
        foreach (var text in new[] { english, german })
        {
            Assert.InRange(text.Title.Length, 10, 70);
            Assert.InRange(text.Explanation.Length, 40, 320);
            Assert.EndsWith(".", text.Explanation, StringComparison.Ordinal);
            Assert.False(text.Title.EndsWith('.'));
        }
    }

    [Fact]
    public void No_two_kinds_share_their_words()
    {
        foreach (var texts in new[] { English, German })
        {
            var all = Enum.GetValues<SignInErrorKind>().Select(texts.Of).Append(texts.UnknownCode).ToList();

            Assert.Equal(all.Count, all.Select(t => t.Title).Distinct().Count());
            Assert.Equal(all.Count, all.Select(t => t.Explanation).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void German_addresses_the_admin_politely_and_no_text_is_jargon(SignInErrorKind kind)
    {
        string[] jargon = ["OAuth", "token", "grant", "assertion", "principal", "redirect", "AADSTS", "MFA"];
        var texts = $"{English.Of(kind)} {German.Of(kind)}";

        Assert.DoesNotMatch(@"\b(du|dein|deine|dich|dir)\b", German.Of(kind).Explanation);
        Assert.DoesNotContain(jargon, word => texts.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(SignInErrorKind.OwnSetup)]
    [InlineData(SignInErrorKind.OwnCredential)]
    public void Faults_of_our_own_say_what_the_publisher_needs(SignInErrorKind kind)
    {
        Assert.Contains("correlation ID", English.Of(kind).Explanation, StringComparison.Ordinal);
        Assert.Contains("Korrelations-ID", German.Of(kind).Explanation, StringComparison.Ordinal);
    }
}
