using System.Globalization;
using HelpDesk.Renewals.SignInErrors;
using static HelpDesk.Renewals.SignInErrors.NextStep;
using Codes = HelpDesk.Renewals.SignInErrors.SignInErrorCodes;

namespace HelpDesk.Renewals.Tests.SignInErrors;

/// <summary>The codes that Microsoft documents for a sign-in, and what a person can do about each.</summary>
public sealed class SignInErrorCodesTests
{
    private static readonly string?[] Checks =
    [
        "principal", "role", "loginFormat", "multiFactor", "legacyAuthentication", "consent", "tenant", "conditionalAccess", "account", "network", "publisher", null,
    ];

    [Theory]
    [InlineData(16000, OtherAccount, "account")]
    [InlineData(50011, AskPublisher, "publisher")]
    [InlineData(50020, OtherAccount, "account")]
    [InlineData(50033, TryLater, null)]
    [InlineData(50034, OtherAccount, "account")]
    [InlineData(50053, TryLater, "account")]
    [InlineData(50055, AfterChange, "account")]
    [InlineData(50056, AfterChange, "account")]
    [InlineData(50057, OtherAccount, "account")]
    [InlineData(50058, TryAgain, null)]
    [InlineData(50059, AskPublisher, "publisher")]
    [InlineData(50072, TryAgain, "multiFactor")]
    [InlineData(50074, TryAgain, "multiFactor")]
    [InlineData(50076, TryAgain, "multiFactor")]
    [InlineData(50078, TryAgain, "multiFactor")]
    [InlineData(50079, TryAgain, "multiFactor")]
    [InlineData(50089, TryAgain, null)]
    [InlineData(50097, AfterChange, "conditionalAccess")]
    [InlineData(50105, AfterChange, "account")]
    [InlineData(50126, TryAgain, "account")]
    [InlineData(50131, AfterChange, "conditionalAccess")]
    [InlineData(50132, TryAgain, null)]
    [InlineData(50133, TryAgain, null)]
    [InlineData(50158, TryAgain, "conditionalAccess")]
    [InlineData(50173, TryAgain, null)]
    [InlineData(50194, AskPublisher, "publisher")]
    [InlineData(50196, AskPublisher, "publisher")]
    [InlineData(53000, AfterChange, "conditionalAccess")]
    [InlineData(53001, AfterChange, "conditionalAccess")]
    [InlineData(53002, AfterChange, "conditionalAccess")]
    [InlineData(53003, AfterChange, "conditionalAccess")]
    [InlineData(53004, AfterChange, "multiFactor")]
    [InlineData(54005, TryAgain, null)]
    [InlineData(65001, GiveConsent, "consent")]
    [InlineData(65004, GiveConsent, "consent")]
    [InlineData(65005, AskPublisher, "publisher")]
    [InlineData(70000, TryAgain, null)]
    [InlineData(70002, AskPublisher, "publisher")]
    [InlineData(70008, TryAgain, null)]
    [InlineData(70043, TryAgain, null)]
    [InlineData(90002, AfterChange, "tenant")]
    [InlineData(90006, TryLater, null)]
    [InlineData(90024, TryLater, null)]
    [InlineData(90033, TryLater, null)]
    [InlineData(90072, OtherAccount, "account")]
    [InlineData(90094, GiveConsent, "consent")]
    [InlineData(90095, AfterChange, "consent")]
    [InlineData(500011, AfterChange, "tenant")]
    [InlineData(500021, AfterChange, "network")]
    [InlineData(500133, AfterChange, null)]
    [InlineData(530032, AfterChange, "conditionalAccess")]
    [InlineData(530035, AfterChange, "legacyAuthentication")]
    [InlineData(650052, AfterChange, "tenant")]
    [InlineData(650056, AskPublisher, "publisher")]
    [InlineData(650057, AskPublisher, "publisher")]
    [InlineData(700005, TryAgain, null)]
    [InlineData(700016, AfterChange, "consent")]
    [InlineData(700027, AskPublisher, "publisher")]
    [InlineData(700082, TryAgain, null)]
    [InlineData(900144, AskPublisher, "publisher")]
    [InlineData(7000112, AfterChange, "consent")]
    [InlineData(7000114, AskPublisher, "publisher")]
    [InlineData(7000215, AskPublisher, "publisher")]
    [InlineData(7000218, AskPublisher, "publisher")]
    [InlineData(7000222, AskPublisher, "publisher")]
    public void Every_documented_code_is_known_with_its_check_and_its_next_step(int code, NextStep next, string? check)
    {
        var error = Codes.Find(code);

        Assert.NotNull(error);
        Assert.Equal((code, next, check), (error.Code, error.Next, error.Check));
        Assert.Contains(error.Check, Checks);
        Assert.True(error.Link is null or { Host: "learn.microsoft.com", Scheme: "https" });
    }

    [Theory]
    [InlineData(50053, "identity/authentication/howto-password-smart-lockout")]
    [InlineData(53003, "identity/conditional-access/troubleshoot-conditional-access")]
    [InlineData(65001, "identity/enterprise-apps/grant-admin-consent")]
    [InlineData(530035, "fundamentals/security-defaults")]
    public void A_cure_that_Microsoft_describes_is_linked(int code, string page)
    {
        Assert.Equal(new Uri($"https://learn.microsoft.com/entra/{page}"), Codes.Find(code)?.Link);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-50076)]
    [InlineData(404)]
    [InlineData(50077)]
    [InlineData(int.MaxValue)]
    public void Other_numbers_are_not_known(int number)
    {
        Assert.Null(Codes.Find(number));
    }

    [Theory]
    [InlineData("AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication.", 50076)]
    [InlineData("AADSTS: 50076", 50076)]
    [InlineData("aadsts 50076", 50076)]
    [InlineData("AADSTS50076", 50076)]
    [InlineData("https://login.microsoftonline.com/error?code=50076", 50076)]
    [InlineData("https://accounts.accesscontrol.windows.net/error?code=7000222&lang=en", 7000222)]
    [InlineData("Sorry, but we're having trouble signing you in.\n\nAADSTS700016: Application with identifier 'c0000000' was not found.", 700016)]
    [InlineData("""{"error":"invalid_grant","error_codes":[50173],"timestamp":"2026-11-23 08:00:00Z"}""", 50173)]
    [InlineData("You cannot access this right now\r\nError Code: 53003\r\nRequest Id: 0f1e2d3c-0000-4000-8000-1234567890ab", 53003)]
    [InlineData("Sie können derzeit nicht darauf zugreifen.\nFehlercode: 530032\nAnforderungs-ID: 12345", 530032)]
    [InlineData("It says (AADSTS90094), what now?", 90094)]
    public void A_code_is_found_in_what_people_paste(string text, int code)
    {
        Assert.Equal(new FoundSignInError(code, Codes.Find(code)), Codes.FindIn(text));
        Assert.NotNull(Codes.FindIn(text)!.Error);
    }

    [Fact]
    public void A_whole_error_page_gives_the_code_and_none_of_its_other_numbers()
    {
        const string Page =
            """
            Sign in
            Sorry, but we're having trouble signing you in.

            AADSTS50105: Your administrator has configured the application HelpDesk ('c0000000-5007-4000-8000-000000050076') to block users.

            Troubleshooting details
            Request Id: 50034000-0000-4000-8000-000000065001
            Correlation Id: 53003000-0000-4000-8000-000000050126
            Timestamp: 2026-11-23T08:00:00Z
            """;

        Assert.Equal(50105, Codes.FindIn(Page)!.Code);
    }

    [Fact]
    public void The_first_known_code_is_preferred()
    {
        Assert.Equal(50105, Codes.FindIn("AADSTS99999 then AADSTS50105 then AADSTS50076")!.Code);
    }

    [Theory]
    [InlineData("AADSTS9002313: Invalid request.", 9002313)]
    [InlineData("AADSTS99999 and AADSTS88888", 99999)]
    [InlineData("https://login.microsoftonline.com/error?code=99999", 99999)]
    public void An_unknown_code_is_found_as_its_number(string text, int code)
    {
        Assert.Equal(new FoundSignInError(code, null), Codes.FindIn(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("50076")]
    [InlineData("I paid 50076 euros")]
    [InlineData("AADSTS")]
    [InlineData("AADSTS: see below, 50076")]
    [InlineData("AADSTS123")]
    [InlineData("AADSTS50076123456789")]
    [InlineData("AADSTS٥٠٠٧٦")]
    [InlineData("HTTP error code: 404")]
    [InlineData("error code: 0x80004005")]
    [InlineData("Windows error code: 12345")]
    [InlineData("barcode=50076")]
    [InlineData("Correlation Id: 53003000-0000-4000-8000-000000050126")]
    public void Numbers_that_are_no_codes_are_not_taken_for_one(string text)
    {
        Assert.Null(Codes.FindIn(text));
    }

    [Fact]
    public void A_long_hostile_text_costs_no_more_than_its_length()
    {
        const int Million = 1_000_000;
        string[] hostile =
        [
            new(' ', Million),
            new('5', Million),
            string.Concat(Enumerable.Repeat("AADSTS", Million / 6)),
            "AADSTS" + new string(' ', Million),
            string.Concat(Enumerable.Repeat("error code ", Million / 11)),
            "error" + new string('_', Million) + "code",
            string.Concat(Enumerable.Repeat("AADSTS500761234 ", Million / 16)),
        ];

        Assert.All(hostile, text => Assert.Null(Codes.FindIn(text)));
        Assert.All(hostile, text => Assert.Equal(50076, Codes.FindIn(text + " AADSTS50076")!.Code));
    }

    [Fact]
    public void Many_unknown_codes_do_not_hide_a_known_one()
    {
        var unknown = string.Join(' ', Enumerable.Range(10000, 20000).Where(n => Codes.Find(n) is null).Select(n => string.Create(CultureInfo.InvariantCulture, $"AADSTS{n}")));

        Assert.Equal(new FoundSignInError(10000, null), Codes.FindIn(unknown));
        Assert.Equal(65001, Codes.FindIn(unknown + " AADSTS65001")!.Code);
    }
}
