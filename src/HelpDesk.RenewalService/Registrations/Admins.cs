using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Watching;
using HelpDesk.RenewalService.Graph;
using HelpDesk.RenewalService.SignIn;

namespace HelpDesk.RenewalService.Registrations;

/// <summary>Who a delegated caller is and whether they may renew; whoever may becomes a watcher.</summary>
internal sealed class Admins(GraphDirectories directories, IRegistrations registrations)
{
    /// <summary>Takes the token's word for roles; a token that lists none is looked up.</summary>
    public async Task<SignedInAdmin> DescribeAsync(Caller caller, CancellationToken cancellation)
    {
        var roles = caller.Roles?.Select(id => new RoleHolding(id, DirectoryRoles.NameOf(id))).ToList() ?? await LookUpAsync(caller, cancellation);
        var mayRenew = roles.Any(DirectoryRoles.MayRenew);
        if (mayRenew)
        {
            await registrations.WatchAsync(caller.TenantId, caller.PersonId, null, cancellation);
        }

        return new()
        {
            TenantId = caller.TenantId,
            PersonId = caller.PersonId,
            Name = caller.Name,
            UserPrincipalName = caller.UserPrincipalName,
            Roles = [.. roles.Select(r => r.Name).Order(StringComparer.Ordinal)],
            MayRenew = mayRenew,
        };
    }

    /// <returns>The role by which the person may write this registration's credentials, or that they own the app; null when they may not.</returns>
    public static async Task<string?> WhyMayRenewAsync(Caller caller, Registration registration, IDirectoryReader directory, CancellationToken cancellation)
    {
        if (caller.Roles?.FirstOrDefault(DirectoryRoles.MayRenew) is { } template)
        {
            return DirectoryRoles.NameOf(template);
        }

        var facts = await directory.ReadAccountAsync(caller.PersonId, registration.ClientId, [], cancellation).LastAsync(cancellation);
        return facts is { ActiveRoles.IsRead: true } && facts.ActiveRoles.Value.FirstOrDefault(DirectoryRoles.MayRenew) is { } role ? role.Name
            : facts is { OwnsApp: { IsRead: true, Value: true } } ? "Owner of the app"
            : null;
    }

    private async Task<List<RoleHolding>> LookUpAsync(Caller caller, CancellationToken cancellation)
    {
        var (directory, _) = await directories.OnBehalfOfAsync(caller.TenantId, caller.Assertion, cancellation);
        var facts = await directory.ReadAccountAsync(caller.PersonId, string.Empty, [], cancellation).FirstAsync(cancellation);
        return facts.ActiveRoles.IsRead
            ? [.. facts.ActiveRoles.Value]
            : throw new DirectoryException(DirectoryFault.Forbidden, "The account's roles could not be read.") { Code = facts.ActiveRoles.Why!.Code };
    }
}
