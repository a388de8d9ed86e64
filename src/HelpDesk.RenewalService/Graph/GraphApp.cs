using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using Microsoft.Graph;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Reads one app of a tenant, and the policies for it, in one round trip.</summary>
internal sealed class GraphApp(GraphServiceClient graph, Uri origin)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly GraphBatch _batch = new(graph, origin, Limit);

    public async Task<Principal> FindAsync(string clientId, CancellationToken cancellation) =>
        Principal(await _batch.SendAsync([.. AppQuestions.Objects(clientId)], cancellation));

    /// <summary>Without the permission to read policies there are no rules; the directory itself still refuses what they forbid.</summary>
    public async Task<AppView> ViewAsync(string clientId, CancellationToken cancellation)
    {
        var answers = await _batch.SendAsync([.. AppQuestions.Objects(clientId), AppQuestions.Policy, .. AppQuestions.PoliciesOf(clientId)], cancellation);
        var principal = Principal(answers);
        if (StrategySelection.Choose(principal) is not { Target: { } target, Holder: { } holder }
            || IfAllowed(answers.Read(AppQuestions.DefaultPolicy, AccountJson.DefaultPolicy)) is not { } byDefault)
        {
            return new(principal, null);
        }

        var assigned = answers.ReadList(AppQuestions.PoliciesOf(target.Holder), AccountJson.AssignedPolicy);
        if (assigned.Why is { Fault: DirectoryFault.NotFound or DirectoryFault.Refused })
        {
            // That this list has an address by client ID, too, is not documented.
            var again = await _batch.SendAsync([AppQuestions.PoliciesOf(target)], cancellation);
            assigned = again.ReadList(AppQuestions.AssignedPolicy, AccountJson.AssignedPolicy);
        }

        return new(principal, GraphRules.Of(byDefault, IfAllowed(assigned) is [var own, ..] ? own : null, target.Holder, holder.Created));
    }

    /// <summary>Reading policies is a permission of its own; any other reason is a failure of the look.</summary>
    private static T? IfAllowed<T>(Reading<T> reading)
        where T : class => reading.Why switch
        {
            null => reading.Value,
            { Fault: DirectoryFault.Forbidden or DirectoryFault.NotFound or DirectoryFault.Refused } => null,
            { } why => throw GraphCall.Failure(why),
        };

    private static Principal Principal(BatchAnswers answers)
    {
        var found = AppQuestions.Principal(answers);
        return found.Why is { } why ? throw GraphCall.Failure(why) : found.Value;
    }
}

/// <summary>What is asked of Graph about one app, and what each answer is called.</summary>
internal static class AppQuestions
{
    public const string DefaultPolicy = "defaultPolicy";
    public const string AssignedPolicy = "assignedPolicy";

    private static readonly string ServicePrincipals = DirectoryTarget.CollectionOf(CredentialHolder.ServicePrincipal);
    private static readonly string Applications = DirectoryTarget.CollectionOf(CredentialHolder.Application);

    public static BatchPart Policy { get; } = new(DefaultPolicy, "policies/defaultAppManagementPolicy");

    public static IEnumerable<BatchPart> Objects(string clientId)
    {
        var client = Uri.EscapeDataString($"appId eq '{clientId}'");
        yield return new(ServicePrincipals, $"{ServicePrincipals}?$filter={client}&$select={string.Join(',', GraphReader.PrincipalFields)}");
        yield return new(Applications, $"{Applications}?$filter={client}&$select={string.Join(',', GraphReader.ApplicationFields)}");
    }

    public static Reading<Principal> Principal(BatchAnswers answers)
    {
        var principals = answers.ReadList(ServicePrincipals, AccountJson.ServicePrincipal);
        var applications = answers.ReadList(Applications, AccountJson.Application);
        return principals.Why is null
            ? applications.Select(a => new Principal(principals.Value.Count > 0 ? principals.Value[0] : null, a.Count > 0 ? a[0] : null))
            : Reading.Unreadable<Principal>(principals.Why);
    }

    /// <summary>The policy that is made for an object counts instead of the default. Which object it is shows in the same answer.</summary>
    public static IEnumerable<BatchPart> PoliciesOf(string clientId) =>
        new[] { CredentialHolder.ServicePrincipal, CredentialHolder.Application }.Select(holder => new BatchPart(PoliciesOf(holder), $"{DirectoryTarget.CollectionOf(holder)}(appId='{clientId}')/appManagementPolicies"));

    public static string PoliciesOf(CredentialHolder holder) => $"policiesOf-{DirectoryTarget.CollectionOf(holder)}";

    public static BatchPart PoliciesOf(DirectoryTarget target) => new(AssignedPolicy, $"{target.Address}/appManagementPolicies");
}
