using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.AspNetCore.WebUtilities;

namespace HelpDesk.Sandbox.Identity;

/// <summary>
/// The pages that a person sees: choose an account, approve the second factor, consent. Each step is a form that posts to
/// the address of the request, so that nothing has to be remembered but who is signed in in this browser.
/// </summary>
public sealed class AuthorizeEndpoint(SandboxWorld world, Resources resources, GrantStore grants, SignInPolicy policy)
{
    public const string SessionCookie = "sandbox_session";

    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    public IResult Show(string tenant, HttpContext context) => Handle(tenant, context, form: null);

    public async Task<IResult> AnswerAsync(string tenant, HttpContext context) => context.Request.HasFormContentType
        ? Handle(tenant, context, await context.Request.ReadFormAsync(context.RequestAborted))
        : SignInPages.Error(EntraError.Missing("account"), EntraTrace.Of(context));

    public IResult SignOut(HttpContext context)
    {
        if (context.Request.Cookies[SessionCookie] is { } id)
        {
            grants.RemoveSession(id);
            context.Response.Cookies.Delete(SessionCookie);
        }

        return SignInPages.SignedOut();
    }

    private IResult Handle(string tenant, HttpContext context, IFormCollection? form)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (AuthorizeRequest.Read(world, tenant, context).Failed(out var request, out var error))
        {
            context.Note().Effect = $"refused: AADSTS{error.Code}";
            return SignInPages.Error(error, EntraTrace.Of(context));
        }

        context.Note().Caller = request.Client.DisplayName;
        var query = context.Request.Query;
        if ((request.Fault(query["response_type"], query["code_challenge_method"]) ?? ScopeFault(request)) is { } fault)
        {
            return Return(context, request, fault);
        }

        var session = grants.FindSession(context.Request.Cookies[SessionCookie]);
        return form is null ? Begin(context, request, session) : Continue(context, request, session, form);
    }

    private EntraError? ScopeFault(AuthorizeRequest request) => resources.Parse(request.Scope, request.Tenant?.Name ?? "organizations").Error;

    private IResult Begin(HttpContext context, AuthorizeRequest request, BrowserSession? session)
    {
        var silent = request.Prompt.Contains("none");
        var people = SignedIn(request, session);
        if (request.LoginHint is { } hint)
        {
            people = [.. people.Where(p => p.UserPrincipalName.Equals(hint, StringComparison.OrdinalIgnoreCase))];
        }

        if (people.Count == 1 && !request.Prompt.Contains("login") && !request.Prompt.Contains("select_account"))
        {
            return Proceed(context, request, session!, people[0], consented: false);
        }

        return silent
            ? Return(context, request, new EntraError(50058, "login_required", "A silent sign-in request was sent but no user is signed in."))
            : SignInPages.ChooseAccount(request, Offered(request), people);
    }

    private IResult Continue(HttpContext context, AuthorizeRequest request, BrowserSession? session, IFormCollection form)
    {
        var step = form["step"].ToString();
        if (form["cancel"].Count > 0)
        {
            return Return(context, request, step == "second-factor"
                ? new EntraError(500121, "access_denied", "Authentication failed during strong authentication request.")
                : new EntraError(65004, "access_denied", "User declined to consent to access the app."));
        }

        var isId = Guid.TryParse(form["account"], out var id);
        if (Offered(request).SelectMany(t => t.DeletedPeople).Any(d => d.Person.Id == id))
        {
            return SignInPages.Error(EntraError.NoSuchUser, request.Trace);
        }

        if (!isId || Offered(request).SelectMany(t => t.People).FirstOrDefault(p => p.Id == id) is not { } person)
        {
            return SignInPages.Error(new EntraError(16000, "invalid_request", "The selected account does not exist in this directory. Choose another account."), request.Trace);
        }

        session ??= StartSession(context);
        session.SignIn(person.Id, secondFactor: step == "second-factor");
        if (step == "consent")
        {
            grants.Consent(request.Client.AppId, form["organization"].Count > 0 && MayConsent(person) ? person.TenantId : person.Id);
        }

        return Proceed(context, request, session, person, consented: step == "consent");
    }

    /// <summary>Shows the next step that the person still needs, or sends them back with a code.</summary>
    private IResult Proceed(HttpContext context, AuthorizeRequest request, BrowserSession session, Person person, bool consented)
    {
        var silent = request.Prompt.Contains("none");
        var asked = AskedFor(request);
        if (policy.Refuses(person, asked) is { } refusal)
        {
            context.Note().Effect = $"{person.UserPrincipalName} blocked by Conditional Access: AADSTS{refusal.Code}";
            return silent
                ? Return(context, request, refusal)
                : SignInPages.Blocked(request, person, refusal, ReturnAddress(request, refusal with { Error = "access_denied" }));
        }

        if (policy.DemandsSecondFactor(person, asked) && !session.HasSecondFactor(person.Id))
        {
            return silent ? Return(context, request, EntraError.MultiFactorNeeded) : SignInPages.SecondFactor(request, person);
        }

        var mustConsent = !policy.HasConsented(request.Client.AppId, person) || (request.Prompt.Contains("consent") && !consented);
        if (mustConsent)
        {
            return silent ? Return(context, request, EntraError.ConsentMissing(request.Client.DisplayName) with { Error = "interaction_required" })
                : MayConsent(person) ? SignInPages.Consent(request, person, world)
                : SignInPages.NeedsAdmin(request, person, ReturnAddress(request, AdminConsent));
        }

        context.Note().Effect = $"code for {person.UserPrincipalName}";
        var code = grants.AddCode(new AuthorizationCode
        {
            Grant = new Grant
            {
                ClientId = request.Client.AppId,
                PersonId = person.Id,
                Scope = request.Scope,
                MultiFactor = session.HasSecondFactor(person.Id),
            },
            RedirectUri = request.RedirectUri.OriginalString,
            Challenge = request.Challenge,
            Nonce = request.Nonce,
            ExpiresAt = TimeProvider.System.GetUtcNow() + CodeLifetime,
        });
        return Return(request, new() { ["code"] = code, ["client_info"] = null, ["state"] = request.State, ["session_state"] = Guid.NewGuid().ToString() });
    }

    /// <summary>What Conditional Access looks at: the API that a token is for, not the client that asks.</summary>
    private Guid AskedFor(AuthorizeRequest request) => resources.Parse(request.Scope, "").Value?.Resource?.AppId ?? request.Client.AppId;

    private bool MayConsent(Person person) => world.Tenant(person.TenantId).MayWriteCredentials(person);

    private static EntraError AdminConsent { get; } =
        new(90094, "access_denied", "The app needs permissions that only an administrator can grant.");

    private IReadOnlyList<Tenant> Offered(AuthorizeRequest request) => request.Tenant is { } one ? [one] : world.Tenants;

    private List<Person> SignedIn(AuthorizeRequest request, BrowserSession? session) =>
        session is null ? [] : [.. Offered(request).SelectMany(t => t.People).Where(p => session.Has(p.Id))];

    private BrowserSession StartSession(HttpContext context)
    {
        var session = grants.AddSession();
        context.Response.Cookies.Append(SessionCookie, session.Id, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
        return session;
    }

    private static IResult Return(HttpContext context, AuthorizeRequest request, EntraError error)
    {
        context.Note().Effect = $"refused: AADSTS{error.Code}";
        return Return(request, ErrorParameters(request, error));
    }

    private static Dictionary<string, string?> ErrorParameters(AuthorizeRequest request, EntraError error) => new()
    {
        ["error"] = error.Error,
        ["error_description"] = error.Description(request.Trace),
        ["error_uri"] = $"https://login.microsoftonline.com/error?code={error.Code}",
        ["state"] = request.State,
    };

    private static IResult Return(AuthorizeRequest request, Dictionary<string, string?> parameters) => request.ResponseMode switch
    {
        "form_post" => SignInPages.PostBack(request.RedirectUri, parameters),
        _ => Results.Redirect(Address(request, parameters)),
    };

    private static string ReturnAddress(AuthorizeRequest request, EntraError error) => Address(request, ErrorParameters(request, error));

    private static string Address(AuthorizeRequest request, Dictionary<string, string?> parameters)
    {
        var given = parameters.Where(p => p.Value is not null);
        return request.ResponseMode == "fragment"
            ? $"{request.RedirectUri.OriginalString}#{QueryHelpers.AddQueryString("", given)[1..]}"
            : QueryHelpers.AddQueryString(request.RedirectUri.OriginalString, given);
    }
}
