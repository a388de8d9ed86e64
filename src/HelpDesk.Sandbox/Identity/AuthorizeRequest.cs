using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Identity;

/// <summary>The query of an authorization request after the checks that must not redirect anywhere.</summary>
public sealed record AuthorizeRequest
{
    public required Application Client { get; init; }

    /// <summary>Null for <c>organizations</c> and <c>common</c>.</summary>
    public Tenant? Tenant { get; init; }

    public required Uri RedirectUri { get; init; }

    public required string ResponseMode { get; init; }

    public required string Scope { get; init; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    public required IReadOnlyList<string> Prompt { get; init; }

    public string? LoginHint { get; init; }

    public string? Challenge { get; init; }

    /// <summary>Path and query of this request, to which the pages post back.</summary>
    public required string Self { get; init; }

    public required EntraTrace Trace { get; init; }

    /// <summary>Reads the query. An error is shown as a page: an unknown client or reply address must not be redirected to.</summary>
    public static Result<AuthorizeRequest> Read(SandboxWorld world, string tenantName, HttpContext context)
    {
        var query = context.Request.Query;
        var tenant = world.FindTenant(tenantName);
        if (tenant is null && tenantName is not ("organizations" or "common"))
        {
            return EntraError.TenantNotFound(tenantName);
        }

        if (Optional("client_id") is not { } clientId)
        {
            return EntraError.Missing("client_id");
        }

        if (!Guid.TryParse(clientId, out var appId)
            || world.FindApplication(appId) is not { } client
            || (tenant is not null && world.FindPrincipal(tenant.Id, appId) is null))
        {
            return EntraError.AppNotFound(clientId, tenant?.Name ?? tenantName);
        }

        if (tenant is null && !client.IsMultiTenant)
        {
            return new EntraError(50194, "invalid_request", $"Application '{clientId}' is not configured as a multi-tenant application.");
        }

        var redirect = Optional("redirect_uri");
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var redirectUri) || !client.RedirectUris.Any(r => IsRegistered(r, redirectUri)))
        {
            return new EntraError(50011, "invalid_request", $"The redirect URI '{redirect}' specified in the request does not match the redirect URIs configured for the application '{clientId}'.");
        }

        return new AuthorizeRequest
        {
            Client = client,
            Tenant = tenant,
            RedirectUri = redirectUri,
            ResponseMode = Optional("response_mode") ?? "query",
            Scope = Optional("scope") ?? "",
            State = Optional("state"),
            Nonce = Optional("nonce"),
            Prompt = (Optional("prompt") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            LoginHint = Optional("login_hint"),
            Challenge = Optional("code_challenge"),
            Self = context.Request.Path + context.Request.QueryString,
            Trace = EntraTrace.Of(context, Optional("client-request-id")),
        };

        string? Optional(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
    }

    /// <summary>What is wrong with the request itself; told to the client by redirect.</summary>
    public EntraError? Fault(string? responseType, string? challengeMethod) => this switch
    {
        _ when responseType != "code" => new EntraError(700054, "unsupported_response_type", "Only response_type 'code' is enabled for the application."),
        { Scope.Length: 0 } => EntraError.Missing("scope"),
        { ResponseMode: not ("query" or "fragment" or "form_post") } => new EntraError(70007, "invalid_request", "The response_mode is not supported."),
        { Challenge: not null } when challengeMethod != "S256" => new EntraError(50147, "invalid_request", "The code_challenge_method must be S256."),
        _ => null,
    };

    private static bool IsRegistered(string registered, Uri asked)
    {
        var known = new Uri(registered);
        return known.Scheme == asked.Scheme
            && known.Host == asked.Host
            && known.AbsolutePath == asked.AbsolutePath
            && (known.Port == asked.Port || (known.Scheme == Uri.UriSchemeHttp && known.Host == "localhost"));
    }
}
