using System.Text;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Identity;

/// <summary>The sign-in pages. Plain forms: they work without script, with the keyboard and with a screen reader.</summary>
public static class SignInPages
{
    public static IResult ChooseAccount(AuthorizeRequest request, IReadOnlyList<Tenant> tenants, IReadOnlyList<Person> signedIn)
    {
        var page = new StringBuilder()
            .Append(Html.Text($"""<p>to continue to <strong>{request.Client.DisplayName}</strong></p><form method="post" action="{request.Self}"><input type="hidden" name="step" value="account">"""));
        if (Suggested(request, tenants) is { } suggested)
        {
            page.Append("<h2>Suggested</h2><ul>").Append(Account(suggested, signedIn)).Append("</ul>");
        }

        foreach (var tenant in tenants)
        {
            page.Append(Html.Text($"""<h2 id="t{tenant.Id}">{tenant.Name}</h2><ul aria-labelledby="t{tenant.Id}">"""));
            foreach (var person in tenant.People)
            {
                page.Append(Account(person, signedIn));
            }

            page.Append("</ul>");
        }

        page.Append("""</form><p class="note">The sandbox asks for no password.</p>""");
        return HtmlPage.Show("Pick an account", page.ToString());
    }

    public static IResult SecondFactor(AuthorizeRequest request, Person person) => HtmlPage.Show(
        "Approve sign-in request",
        Html.Text($"""
            <p class="who">{person.UserPrincipalName}</p>
            <p>Your organisation asks for a second factor. On a real phone the authenticator app would show a number now.</p>
            <form method="post" action="{request.Self}">
              <input type="hidden" name="account" value="{person.Id}">
              <input type="hidden" name="step" value="second-factor">
              <button class="primary" type="submit">Approve</button>
              <button type="submit" name="cancel" value="1">Deny</button>
            </form>
            """));

    public static IResult Consent(AuthorizeRequest request, Person person, SandboxWorld world)
    {
        var scopes = request.Scope.Split(' ').Where(s => s is not ("openid" or "profile" or "offline_access" or "email"));
        var list = string.Concat(scopes.Select(s => Html.Text($"<li>{s}</li>")));
        return HtmlPage.Show(
            "Permissions requested",
            Html.Text($"""<p class="who">{person.UserPrincipalName}</p><p><strong>{request.Client.DisplayName}</strong> by {world.Tenant(request.Client.TenantId).Name} would like to:</p>""")
            + $"<ul class=\"scopes\">{list}<li>Sign you in and read your profile</li></ul>"
            + Html.Text($"""
                <form method="post" action="{request.Self}">
                  <input type="hidden" name="account" value="{person.Id}">
                  <input type="hidden" name="step" value="consent">
                  <p><label><input type="checkbox" name="organization" value="1"> Consent on behalf of {world.Tenant(person.TenantId).Name}</label></p>
                  <button class="primary" type="submit">Accept</button>
                  <button type="submit" name="cancel" value="1">Cancel</button>
                </form>
                """));
    }

    public static IResult NeedsAdmin(AuthorizeRequest request, Person person, string back) => HtmlPage.Show(
        "Need admin approval",
        Html.Text($"""
            <p class="who">{person.UserPrincipalName}</p>
            <p><strong>{request.Client.DisplayName}</strong> needs permission to access resources in your organisation that only an administrator can grant.</p>
            <p class="code">AADSTS90094</p>
            <p><a class="button" href="{OtherAccount(request)}">Have an admin account? Sign in with that account</a></p>
            <p><a class="button" href="{back}">Return to the application without granting consent</a></p>
            """));

    public static IResult Blocked(AuthorizeRequest request, Person person, EntraError refusal, string back) => HtmlPage.Show(
        "You cannot access this right now",
        Html.Text($"""
            <p class="who">{person.UserPrincipalName}</p>
            <p>Your sign-in was successful but does not meet the criteria to access this resource: a Conditional Access policy of your organisation blocks it.</p>
            <dl>
              <dt>Error code</dt><dd>{refusal.Code} (AADSTS{refusal.Code})</dd>
              <dt>Correlation ID</dt><dd>{request.Trace.CorrelationId}</dd>
              <dt>Timestamp</dt><dd>{request.Trace.Timestamp}</dd>
              <dt>App name</dt><dd>{request.Client.DisplayName}</dd>
            </dl>
            <p><a class="button" href="{OtherAccount(request)}">Sign out and sign in with a different account</a></p>
            <p><a class="button" href="{back}">Return to the application</a></p>
            """),
        StatusCodes.Status200OK);

    public static IResult Error(EntraError error, EntraTrace trace) => HtmlPage.Show(
        "Sorry, but we're having trouble signing you in",
        Html.Text($"""
            <p role="alert">AADSTS{error.Code}: {error.Text}</p>
            <dl>
              <dt>Correlation ID</dt><dd>{trace.CorrelationId}</dd>
              <dt>Timestamp</dt><dd>{trace.Timestamp}</dd>
            </dl>
            """),
        StatusCodes.Status400BadRequest);

    public static IResult SignedOut() => HtmlPage.Show("You signed out of your account", "<p>You can close this window.</p>");

    /// <summary>A form that the person sends on, because a page without script cannot do it alone.</summary>
    public static IResult PostBack(Uri address, Dictionary<string, string?> parameters)
    {
        var fields = string.Concat(parameters.Where(p => p.Value is not null)
            .Select(p => Html.Text($"""<input type="hidden" name="{p.Key}" value="{p.Value}">""")));
        return HtmlPage.Show(
            "Signed in",
            Html.Text($"""<form method="post" action="{address.OriginalString}">""") + fields + """<button class="primary" type="submit">Continue</button></form>""");
    }

    private static Person? Suggested(AuthorizeRequest request, IReadOnlyList<Tenant> tenants) => tenants.SelectMany(t => t.People)
        .FirstOrDefault(p => p.UserPrincipalName.Equals(request.LoginHint, StringComparison.OrdinalIgnoreCase));

    private static string Account(Person person, IReadOnlyList<Person> signedIn)
    {
        var state = signedIn.Contains(person) ? " · signed in" : "";
        return Html.Text($"""
            <li><button class="account" type="submit" name="account" value="{person.Id}">
              <span class="name">{person.Name}</span> <span class="upn">{person.UserPrincipalName}{state}</span> <span class="story">{person.Story}</span>
            </button></li>
            """);
    }

    /// <summary>The same request, asked anew with account choice.</summary>
    private static string OtherAccount(AuthorizeRequest request)
    {
        var parts = request.Self.Split('?', 2);
        var query = parts[1].Split('&').Where(p => !p.StartsWith("prompt=", StringComparison.Ordinal) && !p.StartsWith("login_hint=", StringComparison.Ordinal));
        return $"{parts[0]}?{string.Join('&', query)}&prompt=select_account";
    }
}
