using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Languages;

namespace HelpDesk.Renewals.Tests.Checks;

/// <summary>Every word that a person may see, in both languages: all cases are evaluated in each and compared.</summary>
public sealed class CheckWordsTests
{
    private static readonly CheckTexts English = CheckTexts.For(Language.English);
    private static readonly CheckTexts German = CheckTexts.For(Language.German);

    private static readonly Lazy<HashSet<string>> EnglishSentences =
        new(() => [.. AllCases.ByName.Values.SelectMany(c => Routes.SelectMany(r => c.Evaluate(r).Checks)).SelectMany(TextsOf).SelectMany(Sentences)]);

    private static SignInRoute[] Routes => Enum.GetValues<SignInRoute>();

    public static TheoryData<string> Names => [.. AllCases.Checks];

    public static TheoryData<string> Cases => [.. AllCases.ByName.Keys];

    public static TheoryData<Page> AllPages => [.. Enum.GetValues<Page>()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_check_is_named_and_explained_on_both_routes_before_and_after_the_sign_in(string check)
    {
        foreach (var (route, signedIn) in Routes.SelectMany(r => new[] { (r, true), (r, false) }))
        {
            var (english, german) = (English.Words(check, route, signedIn), German.Words(check, route, signedIn));
            foreach (var (one, other) in new[] { (english.Title, german.Title), (english.LooksAt, german.LooksAt), (english.Why, german.Why) })
            {
                Assert.True(one.Length > 10 && other.Length > 10, $"{one} / {other}");
                Assert.NotEqual(one, other);
            }
        }
    }

    [Fact]
    public void No_two_checks_have_the_same_title()
    {
        foreach (var texts in new[] { English, German })
        {
            Assert.Equal(AllCases.Checks.Length, AllCases.Checks.Select(c => texts.Words(c, SignInRoute.Delegated, true).Title).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(CheckNames.Role)]
    [InlineData(CheckNames.LoginFormat)]
    [InlineData(CheckNames.MultiFactor)]
    [InlineData(CheckNames.LegacyAuthentication)]
    public void What_matters_for_a_typed_password_is_not_what_matters_in_the_browser(string check)
    {
        foreach (var texts in new[] { English, German })
        {
            Assert.NotEqual(texts.Words(check, SignInRoute.Delegated, true).Why, texts.Words(check, SignInRoute.LegacyPassword, true).Why);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_finding_says_the_same_in_other_words(string name)
    {
        foreach (var route in Routes)
        {
            var (english, german) = (AllCases.ByName[name].Evaluate(route).Checks, AllCases.ByName[name].Evaluate(route, Language.German).Checks);

            Assert.Equal(english.Select(c => (c.Name, c.Result, c.Fix?.Url.AbsoluteUri, c.Steps.Count)), german.Select(c => (c.Name, c.Result, c.Fix?.Url.AbsoluteUri, c.Steps.Count)));
            Assert.All(english.Zip(german), pair => Assert.NotEqual(pair.First.Evidence, pair.Second.Evidence));
            Assert.All(german.SelectMany(TextsOf), text =>
            {
                Assert.NotEmpty(text.Trim());
                Assert.DoesNotContain(EnglishSentences.Value, english => text.Contains(english, StringComparison.Ordinal));
                Assert.DoesNotMatch(@"\b(du|dein|deine|dich|dir)\b", text);
            });
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_page_has_a_title_in_both_languages_and_an_address_without_one(Page page)
    {
        Assert.NotEqual(English.PageTitle(page), German.PageTitle(page));
        Assert.Equal(Uri.UriSchemeHttps, Pages.Of(page).Scheme);
        Assert.DoesNotMatch("/[a-z]{2}-[a-z]{2}/", Pages.Of(page).AbsolutePath);
    }

    [Fact]
    public void No_two_pages_share_an_address_or_a_title()
    {
        var pages = Enum.GetValues<Page>();

        Assert.Equal(pages.Length, pages.Select(p => Pages.Of(p).AbsoluteUri).Distinct().Count());
        Assert.Equal(pages.Length, pages.Select(English.PageTitle).Distinct().Count());
        Assert.Equal(pages.Length, pages.Select(German.PageTitle).Distinct().Count());
    }

    [Fact]
    public void A_code_and_a_correlation_ID_are_there_to_be_copied()
    {
        foreach (var texts in new[] { English, German })
        {
            var refused = texts.CouldNotBeRead(new(DirectoryFault.Refused, "Request_BadRequest", "5b6e"));
            Assert.Contains("Request_BadRequest", refused, StringComparison.Ordinal);
            Assert.Contains("5b6e", refused, StringComparison.Ordinal);

            // A missing permission is said in full, and its code would only frighten.
            Assert.DoesNotContain(Known.Forbidden.CorrelationId!, texts.CouldNotBeRead(Known.Forbidden), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> TextsOf(Check check) =>
        [check.Title, check.LooksAt, check.WhyItMatters, check.Evidence, .. check.Steps, .. check.Reading.Select(r => r.Title), .. check.Fix is { } fix ? new[] { fix.Title } : []];

    /// <summary>Sentences and not single names: those of Microsoft's products are the same in both languages.</summary>
    private static IEnumerable<string> Sentences(string text) => text.Split(". ").Where(s => s.Count(c => c is ' ') > 2);
}
