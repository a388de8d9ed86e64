using System.Security.Claims;
using HelpDesk.RenewalService.Entra;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.SignIn;

/// <summary>Who may call what. Each route names one of these; a route that names none is refused.</summary>
internal static class Policies
{
    /// <summary>A person of a customer's tenant, signed in for the scope <c>Check</c>.</summary>
    public const string Check = "Check";

    /// <summary>The same with the scope <c>Renew</c>.</summary>
    public const string Renew = "Renew";

    /// <summary>The bot itself, and no other app.</summary>
    public const string Watch = "Watch";
}

/// <summary>Writes the policies once the options are known.</summary>
internal sealed class PolicySetup(IOptions<EntraOptions> options, OnboardedTenants tenants) : IConfigureOptions<AuthorizationOptions>
{
    public void Configure(AuthorizationOptions authorization)
    {
        authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        authorization.AddPolicy(Policies.Check, policy => policy.RequireAuthenticatedUser().RequireAssertion(c => IsPerson(c.User, Policies.Check)));
        authorization.AddPolicy(Policies.Renew, policy => policy.RequireAuthenticatedUser().RequireAssertion(c => IsPerson(c.User, Policies.Renew)));
        authorization.AddPolicy(Policies.Watch, policy => policy.RequireAuthenticatedUser().RequireAssertion(c => IsBot(c.User)));
    }

    private bool IsPerson(ClaimsPrincipal user, string scope) =>
        user.FindFirstValue("scp")?.Split(' ').Contains(scope, StringComparer.Ordinal) is true
        && user.FindFirstValue("oid") is { Length: > 0 }
        && user.FindFirstValue("idtyp") is not "app"
        && tenants.Contains(user.FindFirstValue("tid"))
        && (string.IsNullOrEmpty(options.Value.SignInClientId) || Same(user.FindFirstValue("azp"), options.Value.SignInClientId));

    private bool IsBot(ClaimsPrincipal user) =>
        user.HasClaim("roles", Policies.Watch)
        && !user.HasClaim(c => c.Type == "scp")
        && Same(user.FindFirstValue("azp"), options.Value.BotClientId)
        && Same(user.FindFirstValue("tid"), options.Value.TenantId);

    private static bool Same(string? one, string? other) => one is { Length: > 0 } && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
