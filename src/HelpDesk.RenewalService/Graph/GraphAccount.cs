using System.Text.Json;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Reads what the checks look at, all parts at once; a part that cannot be read says so and spoils no other.</summary>
internal sealed class GraphAccount(GraphServiceClient graph, Uri beta)
{
    // The bot waits ten seconds for all of it, and no part is waited for by more than one other.
    private static readonly TimeSpan PartLimit = TimeSpan.FromSeconds(4);

    public async Task<AccountFacts> ReadAsync(string personId, Func<CancellationToken, Task<Principal>> find, CancellationToken cancellation)
    {
        var user = TryAsync(c => UserAsync(personId, c), cancellation);
        var active = TryAsync(c => ActiveRolesAsync(personId, c), cancellation);
        var eligible = TryAsync(c => EligibleRolesAsync(personId, c), cancellation);
        var domains = TryAsync(DomainsAsync, cancellation);
        var multiFactor = TryAsync(c => MultiFactorAsync(personId, c), cancellation);
        var defaults = TryAsync(SecurityDefaultsAsync, cancellation);
        var legacy = TryAsync(LegacyAuthenticationAsync, cancellation);
        var principal = await TryAsync(find, cancellation);
        var owns = TryAsync(c => OwnsAsync(personId, principal, c), cancellation);
        var person = await user;
        return new()
        {
            AccountId = personId,
            AccountName = person is { IsRead: true, Value.DisplayName: { Length: > 0 } name } ? name : personId,
            UserPrincipalName = person switch
            {
                { IsRead: false } => Reading.Unreadable<string>(person.UnreadableBecause!),
                { Value.UserPrincipalName: { Length: > 0 } upn } => Reading.Of(upn),
                _ => Reading.Unreadable<string>("the directory gives no login for this account."),
            },
            ActiveRoles = await active,
            EligibleRoles = await eligible,
            OwnsApp = await owns,
            Domains = await domains,
            MultiFactor = await multiFactor,
            SecurityDefaults = await defaults,
            SharePointAllowsLegacyAuthentication = await legacy,
            Principal = principal,
        };
    }

    private static async Task<Reading<T>> TryAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(PartLimit);
        try
        {
            return Reading.Of(await GraphCall.ReadAsync(() => read(limit.Token), cancellation));
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Forbidden)
        {
            return Reading.Unreadable<T>("the permission to read it is missing.");
        }
        catch (DirectoryException e)
        {
            return Reading.Unreadable<T>(e.Explanation);
        }
    }

    private async Task<User> UserAsync(string personId, CancellationToken cancellation) =>
        await graph.Users[personId].GetAsync(
            request =>
            {
                request.QueryParameters.Select = ["id", "displayName", "userPrincipalName"];
                GraphCall.Read(request);
            },
            cancellation) ?? throw Empty();

    private async Task<IReadOnlyList<RoleHolding>> ActiveRolesAsync(string personId, CancellationToken cancellation)
    {
        // Counts roles that are held through a group, which the list of assignments does not.
        var held = graph.Users[personId].TransitiveMemberOf.GraphDirectoryRole;
        var roles = await GraphPages.AllAsync(next => (next is null ? held : held.WithUrl(next)).GetAsync(GraphCall.Read, cancellation), page => page.Value);
        return
        [
            .. from role in roles
               where role.RoleTemplateId is not null
               select new RoleHolding(role.RoleTemplateId!.ToLowerInvariant(), role.DisplayName ?? DirectoryRoles.NameOf(role.RoleTemplateId!)),
        ];
    }

    private async Task<IReadOnlyList<RoleHolding>> EligibleRolesAsync(string personId, CancellationToken cancellation)
    {
        var instances = graph.RoleManagement.Directory.RoleEligibilityScheduleInstances;
        var eligible = await GraphPages.AllAsync(
            next => (next is null ? instances : instances.WithUrl(next)).GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = $"principalId eq '{personId}'";
                    GraphCall.Read(request);
                },
                cancellation),
            page => page.Value);
        return
        [
            .. from role in eligible
               where role.RoleDefinitionId is not null
               select new RoleHolding(role.RoleDefinitionId!.ToLowerInvariant(), DirectoryRoles.NameOf(role.RoleDefinitionId!), role.DirectoryScopeId is null or "/"),
        ];
    }

    private async Task<bool> OwnsAsync(string personId, Reading<Principal> principal, CancellationToken cancellation)
    {
        if (!principal.IsRead)
        {
            throw new DirectoryException(DirectoryFault.Refused, principal.UnreadableBecause!);
        }

        if (StrategySelection.Choose(principal.Value).Target is not { } target)
        {
            return false;
        }

        var owners = await GraphPages.AllAsync(next => OwnersAsync(target, next, cancellation), page => page.Value);
        return owners.Exists(o => string.Equals(o.Id, personId, StringComparison.OrdinalIgnoreCase));
    }

    private Task<DirectoryObjectCollectionResponse?> OwnersAsync(DirectoryTarget target, string? next, CancellationToken cancellation)
    {
        var ofApplication = graph.Applications[target.ObjectId].Owners;
        var ofPrincipal = graph.ServicePrincipals[target.ObjectId].Owners;
        return target.Holder is CredentialHolder.Application
            ? (next is null ? ofApplication : ofApplication.WithUrl(next)).GetAsync(GraphCall.Read, cancellation)
            : (next is null ? ofPrincipal : ofPrincipal.WithUrl(next)).GetAsync(GraphCall.Read, cancellation);
    }

    private async Task<IReadOnlyList<TenantDomain>> DomainsAsync(CancellationToken cancellation)
    {
        var organizations = await graph.Organization.GetAsync(
            request =>
            {
                request.QueryParameters.Select = ["id", "displayName", "verifiedDomains"];
                GraphCall.Read(request);
            },
            cancellation) ?? throw Empty();
        return
        [
            .. from organization in organizations.Value ?? []
               from domain in organization.VerifiedDomains ?? []
               where domain.Name is not null
               select new TenantDomain(domain.Name!, domain.IsInitial is true, string.Equals(domain.Type, "Federated", StringComparison.OrdinalIgnoreCase)),
        ];
    }

    private async Task<bool> SecurityDefaultsAsync(CancellationToken cancellation) =>
        (await graph.Policies.IdentitySecurityDefaultsEnforcementPolicy.GetAsync(GraphCall.Read, cancellation))?.IsEnabled ?? throw Empty();

    private async Task<bool> LegacyAuthenticationAsync(CancellationToken cancellation) =>
        (await graph.Admin.Sharepoint.Settings.GetAsync(GraphCall.Read, cancellation))?.IsLegacyAuthProtocolsEnabled ?? throw Empty();

    /// <summary>In Graph's beta version only, so the SDK has no type for it.</summary>
    private async Task<PerUserMultiFactor> MultiFactorAsync(string personId, CancellationToken cancellation)
    {
        var request = new RequestInformation { HttpMethod = Method.GET, URI = new(beta, $"users/{personId}/authentication/requirements") };
        request.Headers.Add("Accept", "application/json");
        GraphCall.Read(request);
        var errors = new Dictionary<string, ParsableFactory<IParsable>> { ["XXX"] = ODataError.CreateFromDiscriminatorValue };
        await using var body = await graph.RequestAdapter.SendPrimitiveAsync<Stream>(request, errors, cancellation) ?? throw Empty();
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellation);
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("perUserMfaState", out var state)
            ? state.GetString() switch
            {
                "disabled" => PerUserMultiFactor.Disabled,
                "enabled" => PerUserMultiFactor.Enabled,
                "enforced" => PerUserMultiFactor.Enforced,
                _ => PerUserMultiFactor.Unknown,
            }
            : PerUserMultiFactor.Unknown;
    }

    private static DirectoryException Empty() => new(DirectoryFault.Refused, "The directory's answer was empty.");
}
