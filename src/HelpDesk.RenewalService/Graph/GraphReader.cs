using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using Microsoft.Graph;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Reads one tenant's directory.</summary>
internal class GraphReader(GraphServiceClient graph, GraphOptions options) : IDirectoryReader
{
    public static readonly string[] PrincipalFields =
        ["id", "appId", "displayName", "servicePrincipalType", "accountEnabled", "appOwnerOrganizationId", "keyCredentials", "passwordCredentials"];

    public static readonly string[] ApplicationFields =
        ["id", "appId", "displayName", "createdDateTime", "servicePrincipalLockConfiguration", "keyCredentials", "passwordCredentials"];

    protected GraphServiceClient Graph { get; } = graph;

    public Task<Principal> FindAsync(string clientId, CancellationToken cancellation) => new GraphApp(Graph, options.V1).FindAsync(clientId, cancellation);

    public Task<AppView> ViewAsync(string clientId, CancellationToken cancellation) => new GraphApp(Graph, options.V1).ViewAsync(clientId, cancellation);

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
                cancellation) ?? throw Empty()).ToDomain()
            : (await Graph.ServicePrincipals[target.ObjectId].GetAsync(
                request =>
                {
                    request.QueryParameters.Select = PrincipalFields;
                    GraphCall.Read(request);
                },
                cancellation) ?? throw Empty()).ToDomain().Object,
        cancellation);

    public IAsyncEnumerable<AccountFacts> ReadAccountAsync(
        string personId, string clientId, IReadOnlyList<string> signInApps, CancellationToken cancellation) =>
        new GraphAccount(Graph, options.V1, options.Beta).ReadAsync(new(personId, clientId, signInApps), cancellation);

    public async Task<AccountPresence> FindAccountAsync(string loginOrId, CancellationToken cancellation)
    {
        if (await IfThereAsync(() => Graph.Users[loginOrId].GetAsync(
            request =>
            {
                request.QueryParameters.Select = ["id"];
                GraphCall.Read(request);
            },
            cancellation), cancellation) is { } user)
        {
            return new() { State = AccountState.Exists, ObjectId = user.Id };
        }

        var isDeleted = Guid.TryParse(loginOrId, out _)
            && await IfThereAsync(() => Graph.Directory.DeletedItems[loginOrId].GetAsync(GraphCall.Read, cancellation), cancellation) is not null;
        return isDeleted ? new() { State = AccountState.Deleted, ObjectId = loginOrId } : new() { State = AccountState.Gone };
    }

    private static DirectoryException Empty() => new(DirectoryFault.Throttled, "The directory's answer was empty.");

    // Unlike a policy, what may not be read must not count as absent here.
    private static async Task<T?> IfThereAsync<T>(Func<Task<T?>> read, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await GraphCall.ReadAsync(read, cancellation);
        }
        catch (DirectoryException e) when (e.Fault is DirectoryFault.NotFound)
        {
            return null;
        }
    }

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
