using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Identity;

/// <summary>An API that tokens are for.</summary>
public sealed record Resource(Guid AppId, string Uri, string Audience);

/// <summary>The <c>scope</c> parameter, taken apart.</summary>
public sealed record RequestedScope
{
    /// <summary>Null when only OpenID scopes are asked for.</summary>
    public Resource? Resource { get; init; }

    /// <summary>Without the resource; empty with <see cref="IsDefault"/>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    public required bool IsDefault { get; init; }

    /// <summary><c>openid</c>, <c>profile</c>, <c>offline_access</c>, <c>email</c>.</summary>
    public required IReadOnlyList<string> OpenId { get; init; }

    /// <summary>As the client spelled it: MSAL finds a token in its cache only if the answer says the same.</summary>
    public required IReadOnlyList<string> Raw { get; init; }

    public bool WantsIdToken => OpenId.Contains("openid");

    public bool WantsRefreshToken => OpenId.Contains("offline_access");
}

/// <summary>Which resources there are and how scopes name them.</summary>
public sealed class Resources(SandboxWorld world)
{
    public const string GraphUri = "https://graph.microsoft.com";
    public const string BotFrameworkUri = "https://api.botframework.com";
    public const string KeyVaultUri = "https://vault.azure.net";

    private static readonly string[] OpenIdScopes = ["openid", "profile", "offline_access", "email"];

    /// <summary>Made up: the Bot Framework's own application is nothing that a tenant sees.</summary>
    private static readonly Guid BotFramework = new("a0000000-0000-4000-8000-000000000299");

    public Result<RequestedScope> Parse(string scope, string tenant)
    {
        var raw = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Resource? resource = null;
        var permissions = new List<string>();
        foreach (var item in raw.Where(s => !OpenIdScopes.Contains(s)))
        {
            var slash = item.LastIndexOf('/');
            var uri = slash < 0 ? GraphUri : item[..slash].TrimEnd('/');
            if (Find(uri) is not { } named)
            {
                return EntraError.ResourceNotFound(uri, tenant);
            }

            if (resource is not null && resource.AppId != named.AppId)
            {
                return new EntraError(28000, "invalid_request", "Provided value for the input parameter scope is not valid because it contains more than one resource.");
            }

            resource = named;
            permissions.Add(item[(slash + 1)..]);
        }

        var isDefault = permissions.Remove(".default");
        if (isDefault && permissions.Count > 0)
        {
            return new EntraError(70011, "invalid_scope", "'.default' cannot be combined with resource-specific scopes.");
        }

        return new RequestedScope
        {
            Resource = resource,
            Permissions = permissions,
            IsDefault = isDefault,
            OpenId = [.. raw.Where(s => OpenIdScopes.Contains(s))],
            Raw = raw,
        };
    }

    public Resource? Find(string uri)
    {
        var wellKnown = uri.TrimEnd('/').ToUpperInvariant() switch
        {
            "HTTPS://GRAPH.MICROSOFT.COM" or "00000003-0000-0000-C000-000000000000" => new Resource(WorldIds.WellKnown.Graph, GraphUri, GraphUri),
            "HTTPS://VAULT.AZURE.NET" => new Resource(WorldIds.WellKnown.KeyVault, KeyVaultUri, KeyVaultUri),
            "HTTPS://API.BOTFRAMEWORK.COM" => new Resource(BotFramework, BotFrameworkUri, BotFrameworkUri),
            _ => null,
        };
        if (wellKnown is not null)
        {
            return wellKnown;
        }

        if (world.Tenants.Any(t => uri.Equals($"https://{t.SharePointHost}", StringComparison.OrdinalIgnoreCase)))
        {
            return new Resource(WorldIds.WellKnown.SharePoint, uri, WorldIds.WellKnown.SharePoint.ToString());
        }

        var application = Guid.TryParse(uri, out var appId)
            ? world.FindApplication(appId)
            : world.Applications.FirstOrDefault(a => a.IdentifierUris.Contains(uri, StringComparer.OrdinalIgnoreCase));
        // Version 2 tokens of an API of ours have its client ID as audience, whatever the scope was called.
        return application is null ? null : new Resource(application.AppId, uri, application.AppId.ToString());
    }
}
