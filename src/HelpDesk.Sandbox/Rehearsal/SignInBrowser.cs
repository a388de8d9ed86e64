using System.Net;
using System.Text.RegularExpressions;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Rehearsal;

/// <summary>A page as somebody without a graphical browser sees it.</summary>
public sealed partial record BrowserPage(Uri Address, int Status, string Html)
{
    public string Title => Heading().Match(Html) is { Success: true } heading ? Plain(heading.Groups["text"].Value) : "";

    public string Text => Plain(Html[Math.Max(0, Html.IndexOf("<body", StringComparison.Ordinal))..]);

    public bool HasForm => Html.Contains("<form", StringComparison.Ordinal);

    /// <summary>The six-digit code that the page asks to type in the chat.</summary>
    public string? Code => SixDigits().Match(Html) is { Success: true } code ? code.Groups["code"].Value : null;

    /// <summary>Where the page's form goes.</summary>
    public Uri Action => new(Address, WebUtility.HtmlDecode(FormAction().Match(Html).Groups["value"].Value));

    /// <summary>What a press of the button sends; without a value the page's main button.</summary>
    public Dictionary<string, string> Fields(string? buttonName = null, string? buttonValue = null)
    {
        var fields = Hidden().Matches(Html).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        if (buttonName is not null)
        {
            fields[buttonName] = buttonValue ?? "";
        }

        return fields;
    }

    public bool Offers(string buttonName, string value) => Html.Contains($"name=\"{buttonName}\" value=\"{value}\"", StringComparison.Ordinal);

    private static string Plain(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ").Trim();

    [GeneratedRegex("<h1[^>]*>(?<text>.*?)</h1>", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<strong id=\"code\">(?<code>[0-9]{6})</strong>", RegexOptions.ExplicitCapture)]
    private static partial Regex SixDigits();

    [GeneratedRegex("<form[^>]* action=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex FormAction();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>Goes through the sandbox's sign-in pages as a person would: keeps cookies, follows redirects, sends forms.</summary>
public sealed class SignInBrowser : IDisposable
{
    private const int MostPages = 8;

    // An own handler and not the factory's: each browser has cookies of its own.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = true });

    /// <summary>The pages that were seen, the last one last.</summary>
    public List<BrowserPage> Visited { get; } = [];

    /// <summary>
    /// Signs in as <paramref name="person"/> from a sign-in link to the end: picks the account, approves, consents. Returns the page
    /// that asks for nothing more, which is the one with the result or with the refusal.
    /// </summary>
    public async Task<BrowserPage> SignInAsync(Uri link, Person person, CancellationToken cancellationToken = default)
    {
        var page = await OpenAsync(link, cancellationToken);
        for (var i = 0; page.HasForm && i < MostPages; i++)
        {
            var account = person.Id.ToString();
            page = await SubmitAsync(page, page.Offers("account", account) ? page.Fields("account", account) : page.Fields(), cancellationToken);
        }

        return page;
    }

    public Task<BrowserPage> OpenAsync(Uri address, CancellationToken cancellationToken = default) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);

    public Task<BrowserPage> SubmitAsync(BrowserPage page, Dictionary<string, string> fields, CancellationToken cancellationToken = default) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, page.Action) { Content = new FormUrlEncodedContent(fields) }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<BrowserPage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var html = await response.Content.ReadAsStringAsync(cancellationToken);
            var page = new BrowserPage(response.RequestMessage!.RequestUri!, (int)response.StatusCode, html);
            Visited.Add(page);
            return page;
        }
    }
}
