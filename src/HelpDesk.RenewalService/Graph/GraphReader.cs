using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using Microsoft.Graph;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Reads one tenant's directory.</summary>
internal class GraphReader(GraphServiceClient graph, Uri beta) : IDirectoryReader
{
    private static readonly string[] PrincipalFields =
        ["id", "appId", "displayName", "servicePrincipalType", "accountEnabled", "appOwnerOrganizationId", "keyCredentials", "passwordCredentials"];

    private static readonly string[] ApplicationFields = ["id", "appId", "displayName", "createdDateTime", "keyCredentials", "passwordCredentials"];

    protected GraphServiceClient Graph { get; } = graph;

    public async Task<Principal> FindAsync(string clientId, CancellationToken cancellation)
    {
        var filter = $"appId eq '{Quote(clientId)}'";
        var principals = PrincipalsAsync(filter, cancellation);
        var applications = ApplicationsAsync(filter, cancellation);
        return new((await principals).FirstOrDefault(), (await applications).FirstOrDefault());
    }

    public async Task<IReadOnlyList<Principal>> FindByNameAsync(string prefix, CancellationToken cancellation)
    {
        var filter = $"startswith(displayName,'{Quote(prefix)}')";
        var principals = PrincipalsAsync(filter, cancellation);
        var applications = (await ApplicationsAsync(filter, cancellation)).ToDictionary(a => a.ClientId, StringComparer.OrdinalIgnoreCase);
        var found = (await principals).Select(p => new Principal(p, applications.GetValueOrDefault(p.Object.ClientId))).ToList();
        var withPrincipal = found.Select(p => p.ServicePrincipal!.Object.ClientId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        found.AddRange(applications.Values.Where(a => !withPrincipal.Contains(a.ClientId)).Select(a => new Principal(null, a)));
        return found;
    }

    public Task<DirectoryObject> ReadAsync(DirectoryTarget target, CancellationToken cancellation) => GraphCall.ReadAsync(
        async () => target.Holder is CredentialHolder.Application
            ? (await Graph.Applications[target.ObjectId].GetAsync(
                request =>
                {
                    request.QueryParameters.Select = ApplicationFields;
                    GraphCall.Read(request);
                },
                cancellation))!.ToDomain()
            : (await Graph.ServicePrincipals[target.ObjectId].GetAsync(
                request =>
                {
                    request.QueryParameters.Select = PrincipalFields;
                    GraphCall.Read(request);
                },
                cancellation))!.ToDomain().Object,
        cancellation);

    public async Task<CredentialRules?> ReadRulesAsync(DirectoryTarget target, DateTimeOffset? created, CancellationToken cancellation)
    {
        try
        {
            return await GraphCall.ReadAsync(
                async () => GraphRules.Of(await Graph.Policies.DefaultAppManagementPolicy.GetAsync(GraphCall.Read, cancellation), target.Holder, created), cancellation);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.Forbidden or DirectoryFault.NotFound or DirectoryFault.Refused)
        {
            // Reading policies is a permission of its own. Without it the directory itself still refuses what they forbid.
            return null;
        }
    }

    public Task<AccountFacts> ReadAccountAsync(string personId, string clientId, CancellationToken cancellation) =>
        new GraphAccount(Graph, beta).ReadAsync(personId, c => FindAsync(clientId, c), cancellation);

    private Task<List<ServicePrincipalObject>> PrincipalsAsync(string filter, CancellationToken cancellation) => GraphCall.ReadAsync(
        async () => (await GraphPages.AllAsync(
            next => (next is null ? Graph.ServicePrincipals : Graph.ServicePrincipals.WithUrl(next)).GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = filter;
                    request.QueryParameters.Select = PrincipalFields;
                    GraphCall.Read(request);
                },
                cancellation),
            page => page.Value)).ConvertAll(p => p.ToDomain()),
        cancellation);

    private Task<List<DirectoryObject>> ApplicationsAsync(string filter, CancellationToken cancellation) => GraphCall.ReadAsync(
        async () => (await GraphPages.AllAsync(
            next => (next is null ? Graph.Applications : Graph.Applications.WithUrl(next)).GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = filter;
                    request.QueryParameters.Select = ApplicationFields;
                    GraphCall.Read(request);
                },
                cancellation),
            page => page.Value)).ConvertAll(a => a.ToDomain()),
        cancellation);

    private static string Quote(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
