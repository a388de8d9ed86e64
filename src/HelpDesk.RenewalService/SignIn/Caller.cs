using System.Security.Claims;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Secrets;

namespace HelpDesk.RenewalService.SignIn;

/// <summary>The person whose delegated token came with the request, as the token says and the policies have checked.</summary>
internal sealed record Caller
{
    public required string TenantId { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }

    public required string UserPrincipalName { get; init; }

    /// <summary>Template IDs of the active, tenant-wide roles; null when the token does not list roles.</summary>
    public required IReadOnlyList<string>? Roles { get; init; }

    /// <summary>The token itself, to act on this person's behalf. Never kept.</summary>
    public required SecretText Assertion { get; init; }

    public Actor Actor => new(PersonId, Name);

    public bool MayRenewByRole => Roles?.Any(DirectoryRoles.MayRenew) is true;

    /// <summary>Lets an endpoint ask for the caller as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context)
    {
        var user = context.User;
        var upn = user.FindFirstValue("preferred_username") ?? user.FindFirstValue("upn") ?? string.Empty;
        var roles = user.FindAll("wids").Select(c => c.Value).Where(DirectoryRoles.IsRole).ToList();
        return ValueTask.FromResult<Caller?>(new Caller
        {
            TenantId = user.FindFirstValue("tid")!.ToLowerInvariant(),
            PersonId = user.FindFirstValue("oid")!.ToLowerInvariant(),
            Name = user.FindFirstValue("name") ?? upn,
            UserPrincipalName = upn,
            Roles = user.HasClaim(c => c.Type == "wids") ? roles : null,
            Assertion = new(context.Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim()),
        });
    }
}
