using System.Text.RegularExpressions;
using HelpDesk.Sandbox.Identity;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>The pages on which a sign-in ends.</summary>
internal static partial class SignInResultPages
{
    public static IResult Done(Person person) => HtmlPage.Show(
        "You are signed in",
        Html.Text($"""<p class="who">{person.Name} · {person.UserPrincipalName}</p><p role="status">The chat goes on by itself. You may close this window.</p>"""));

    public static IResult TypeCode(Person person, string code) => HtmlPage.Show(
        "One more step",
        Html.Text($"""
            <p class="who">{person.Name} · {person.UserPrincipalName}</p>
            <p id="how">To show that it is you who chats, type this code in the chat:</p>
            <p class="code" role="status" aria-describedby="how"><strong id="code">{code}</strong></p>
            <p class="note">It works once, within {UserTokens.CodeLifetime.TotalMinutes} minutes. If you did not start this sign-in yourself, close this window and give the code to nobody.</p>
            """));

    public static IResult TooOld() => HtmlPage.Show(
        "This sign-in is over",
        """<p role="alert">The link is too old, or was used already. Go back to the chat and start the sign-in again.</p>""",
        StatusCodes.Status400BadRequest);

    public static IResult Refused(string error, string description)
    {
        var code = Code().Match(description) is { Success: true } c ? c.Value : error;
        var correlation = Correlation().Match(description) is { Success: true } id ? id.Groups["id"].Value : "none";
        return HtmlPage.Show(
            "You are not signed in",
            Html.Text($"""
                <p role="alert">{Reason().Match(description).Groups["text"].Value}</p>
                <dl><dt>Error code</dt><dd id="error">{code} ({error})</dd><dt>Correlation ID</dt><dd id="correlation">{correlation}</dd></dl>
                <p>Nothing was changed. Go back to the chat to try again or with another account.</p>
                """),
            StatusCodes.Status403Forbidden);
    }

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex Code();

    [GeneratedRegex(@"Correlation ID: (?<id>[0-9a-fA-F-]{36})", RegexOptions.ExplicitCapture)]
    private static partial Regex Correlation();

    /// <summary>The sentence without the number before it and the IDs behind it.</summary>
    [GeneratedRegex(@"^(AADSTS\d+: )?(?<text>.*?)( Trace ID: .*)?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Reason();
}
