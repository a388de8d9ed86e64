using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace HelpDesk.Sandbox.Identity;

/// <summary>Encodes what is put into HTML.</summary>
public static class Html
{
    /// <summary>The text with every inserted value encoded.</summary>
    public static string Text(FormattableString html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var values = html.GetArguments().Select(a => (object)HtmlEncoder.Default.Encode(Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")).ToArray();
        return string.Format(CultureInfo.InvariantCulture, html.Format, values);
    }
}

/// <summary>The frame of every page of the sandbox: one card, readable in light and dark.</summary>
public static class HtmlPage
{
    // Line ends as the browser sees them, or the hash below would not fit a checkout with CRLF.
    private static readonly string Style = """
        :root { color-scheme: light dark; --back: #f2f2f2; --card: #fff; --text: #1b1b1b; --soft: #595959; --line: #8a8a8a; --accent: #0f5fb4; --on-accent: #fff; --hover: #eef4fb; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #1b1a19; --card: #292827; --text: #f5f5f5; --soft: #c8c6c4; --line: #8a8886; --accent: #7cc0ff; --on-accent: #10202f; --hover: #3b3a39; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 "Segoe UI", system-ui, sans-serif; }
        main { max-width: 32rem; margin: 8vh auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; overflow-wrap: anywhere; }
        .brand { margin: 0 0 1rem; color: var(--soft); font-size: .875rem; }
        h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
        h2 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
        ul { list-style: none; margin: 0; padding: 0; }
        ul.scopes { list-style: disc; padding-left: 1.5rem; margin-bottom: 1rem; }
        .who { color: var(--soft); margin: 0 0 1rem; }
        .note { color: var(--soft); font-size: .875rem; margin: 1.5rem 0 0; }
        .code { font-family: ui-monospace, monospace; }
        dt { color: var(--soft); font-size: .875rem; } dd { margin: 0 0 .5rem; }
        button, a.button { font: inherit; color: var(--text); background: transparent; border: 1px solid var(--line); border-radius: .25rem; padding: .5rem 1rem; cursor: pointer; }
        a.button { display: block; text-decoration: none; color: var(--accent); }
        button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
        button.account { display: grid; width: 100%; text-align: left; margin-bottom: .5rem; }
        button.account .name { font-weight: 600; } .upn, .story { font-size: .875rem; color: var(--soft); }
        button:hover, a.button:hover { background: var(--hover); } button.primary:hover { background: var(--accent); text-decoration: underline; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        @media (max-width: 34rem) { main { margin: 0; border: 0; border-radius: 0; padding: 1.25rem; } }
        """.ReplaceLineEndings("\n");

    // The only style that a page may have is the one above.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="title">Heading and window title.</param>
    /// <param name="body">HTML that is encoded already, see <see cref="Html"/>.</param>
    /// <param name="status">HTTP status.</param>
    public static IResult Show(string title, string body, int status = StatusCodes.Status200OK) => new PageResult(title, body, status);

    private sealed class PageResult(string title, string body, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var heading = HtmlEncoder.Default.Encode(title);
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            return response.WriteAsync(
                $"""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{heading}</title><style>{Style}</style></head>
                <body><main><p class="brand">Sandbox identity · not Microsoft</p><h1>{heading}</h1>{body}</main></body>
                </html>
                """,
                httpContext.RequestAborted);
        }
    }
}
