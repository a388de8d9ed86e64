using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;
using Microsoft.Graph;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Whose account is looked at, beside which app.</summary>
internal sealed record AccountQuery(string PersonId, string ClientId, IReadOnlyList<string> SignInApps);

/// <summary>
/// Reads what the checks look at in two round trips: what can be asked at once, in both versions of Graph side by side, and then what
/// depends on that. A part that cannot be read says so and spoils no other.
/// </summary>
internal sealed class GraphAccount(GraphServiceClient graph, Uri origin, Uri beta)
{
    private static readonly Unreadable NotAsked = new(DirectoryFault.NotFound);

    // A person waits, and at most two batches are waited for one after the other.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private readonly GraphBatch _v1 = new(graph, origin, Limit);
    private readonly GraphBatch _beta = new(graph, beta, Limit);

    public async IAsyncEnumerable<AccountFacts> ReadAsync(AccountQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reading = _v1.SendAsync([.. AccountQuestions.First(query)], cancellation);
        var inBeta = await _beta.SendAsync([.. AccountQuestions.Beta(query)], cancellation);
        var answers = await reading;
        var facts = First(query, answers, inBeta);
        yield return facts;

        var target = facts.Principal.IsRead ? StrategySelection.Choose(facts.Principal.Value).Target : null;
        // Any other role may not suffice: it depends on the route.
        var isGlobal = facts.ActiveRoles.IsRead && facts.ActiveRoles.Value.Any(r => r.Scope is RoleScope.Tenant && DirectoryRoles.IsGlobalAdministrator(r));
        List<BatchPart> questions = [.. AccountQuestions.Details(target), .. isGlobal ? [] : AccountQuestions.RoleHolders()];
        var details = questions.Count == 0 ? new BatchAnswers() : await _v1.SendAsync(questions, cancellation);
        yield return Details(facts, query, target, answers, details, isGlobal);
    }

    private static AccountFacts First(AccountQuery query, BatchAnswers answers, BatchAnswers inBeta)
    {
        var principal = AppQuestions.Principal(answers);
        var app = principal.IsRead ? StrategySelection.Choose(principal.Value).Target?.ObjectId : null;
        return new()
        {
            AccountId = query.PersonId,
            Account = answers.Read(AccountQuestions.Account, AccountJson.Account),
            ActiveRoles = ActiveRoles(answers, app),
            TenantRoles = answers.ReadList(AccountQuestions.Memberships, AccountJson.Role),
            ScopedRolesUnread = answers.ReadList(AccountQuestions.Assignments, e => AccountJson.Assignment(e, app)).Why,
            EligibleRoles = answers.ReadList(AccountQuestions.Eligible, e => AccountJson.Assignment(e, app)),
            Groups = answers.ReadList(AccountQuestions.Memberships, AccountJson.Group),
            Domains = answers.Read(AccountQuestions.Organization, AccountJson.Domains),
            MultiFactor = inBeta.Read(AccountQuestions.MultiFactor, AccountJson.MultiFactor),
            SecurityDefaults = answers.Read(AccountQuestions.SecurityDefaults, AccountJson.SecurityDefaults),
            ConditionalAccess = answers.Read(AccountQuestions.ConditionalAccess, ConditionalAccessJson.Policies),
            WhatIf = inBeta.Read(AccountQuestions.WhatIf, ConditionalAccessJson.WhatIf),
            SharePointAllowsLegacyAuthentication = answers.Read(AccountQuestions.SharePoint, AccountJson.LegacyAuthentication),
            Principal = principal,
            Rules = Reading.Unreadable<CredentialRules>(principal.Why ?? NotAsked),
            OwnsApp = Reading.Unreadable<bool>(principal.Why ?? NotAsked),
            OthersWhoMayRenew = Reading.Unreadable<IReadOnlyList<RoleHolder>>(NotAsked),
        };
    }

    private static AccountFacts Details(
        AccountFacts facts, AccountQuery query, DirectoryTarget? target, BatchAnswers first, BatchAnswers answers, bool isGlobal) =>
        facts with
        {
            OwnsApp = target is null
                ? facts.Principal.Select(_ => false)
                : answers.ReadList(AccountQuestions.Owners, e => e.Text("id")).Select(owners => owners.Contains(query.PersonId, StringComparer.OrdinalIgnoreCase)),
            Rules = target is null ? facts.Principal.Select(_ => new CredentialRules()) : Rules(facts, target, first, answers),
            OthersWhoMayRenew = isGlobal ? facts.OthersWhoMayRenew : Others(query.PersonId, answers),
        };

    /// <summary>Memberships know what is held through groups, assignments what is held over a part; only both together know how it is held.</summary>
    private static Reading<IReadOnlyList<RoleHolding>> ActiveRoles(BatchAnswers answers, string? app)
    {
        var held = answers.ReadList(AccountQuestions.Memberships, AccountJson.Role);
        var assigned = answers.ReadList(AccountQuestions.Assignments, e => AccountJson.Assignment(e, app));
        if (!assigned.IsRead)
        {
            return held;
        }

        // Without the memberships a role that is missing may still be held through a group.
        if (!held.IsRead)
        {
            return assigned.Value.Any(DirectoryRoles.MayRenew) ? assigned : held;
        }

        var direct = assigned.Value.Where(r => r.Scope is RoleScope.Tenant).Select(r => r.TemplateId).ToHashSet();
        return Reading.Of<IReadOnlyList<RoleHolding>>(
        [
            .. held.Value.Select(r => r with { Source = direct.Contains(r.TemplateId) ? RoleSource.Direct : RoleSource.Group }),
            .. assigned.Value.Where(r => r.Scope is not RoleScope.Tenant),
        ]);
    }

    private static Reading<CredentialRules> Rules(AccountFacts facts, DirectoryTarget target, BatchAnswers first, BatchAnswers answers)
    {
        var byDefault = first.Read(AppQuestions.DefaultPolicy, AccountJson.DefaultPolicy);
        var assigned = answers.ReadList(AppQuestions.AssignedPolicy, AccountJson.AssignedPolicy);
        var created = StrategySelection.Choose(facts.Principal.Value).Holder?.Created;
        return assigned.Why is { } why
            ? Reading.Unreadable<CredentialRules>(why)
            : byDefault.Select(policy => GraphRules.Of(policy, assigned.Value.Count > 0 ? assigned.Value[0] : null, target.Holder, created));
    }

    private static Reading<IReadOnlyList<RoleHolder>> Others(string personId, BatchAnswers answers)
    {
        // A role that nobody has ever held does not exist yet: no list is then an empty list.
        var lists = DirectoryRoles.Sufficient.Select(role => answers.ReadList(AccountQuestions.HoldersOf(role), e => AccountJson.Holder(e, DirectoryRoles.NameOf(role)))).ToList();
        var failed = lists.Find(l => l.Why is { Fault: not DirectoryFault.NotFound });
        return failed ?? Reading.Of<IReadOnlyList<RoleHolder>>(
            [.. lists.Where(l => l.IsRead).SelectMany(l => l.Value).Where(p => !string.Equals(p.PersonId, personId, StringComparison.OrdinalIgnoreCase)).DistinctBy(p => p.PersonId)]);
    }
}

/// <summary>What is asked of Graph for the checks, and what each answer is called.</summary>
internal static class AccountQuestions
{
    public const string Account = "account";
    public const string Memberships = "memberships";
    public const string Assignments = "assignments";
    public const string Eligible = "eligible";
    public const string Organization = "organization";
    public const string SecurityDefaults = "securityDefaults";
    public const string ConditionalAccess = "conditionalAccess";
    public const string SharePoint = "sharePoint";
    public const string MultiFactor = "multiFactor";
    public const string WhatIf = "whatIf";
    public const string Owners = "owners";

    public static string HoldersOf(string role) => $"holders-{role}";

    public static IEnumerable<BatchPart> First(AccountQuery query)
    {
        var (person, principal) = (Uri.EscapeDataString(query.PersonId), Uri.EscapeDataString($"principalId eq '{query.PersonId}'"));
        yield return new(Account, $"users/{person}?$select=id,displayName,userPrincipalName,userType");
        yield return new(Memberships, $"users/{person}/transitiveMemberOf?$top=999");
        yield return new(Assignments, $"roleManagement/directory/roleAssignments?$filter={principal}");
        yield return new(Eligible, $"roleManagement/directory/roleEligibilityScheduleInstances?$filter={principal}");
        yield return new(Organization, "organization?$select=id,displayName,verifiedDomains");
        yield return new(SecurityDefaults, "policies/identitySecurityDefaultsEnforcementPolicy");
        yield return new(ConditionalAccess, "identity/conditionalAccess/policies");
        yield return new(SharePoint, "admin/sharepoint/settings");
        yield return AppQuestions.Policy;
        foreach (var part in query.ClientId.Length > 0 ? AppQuestions.Objects(query.ClientId) : [])
        {
            yield return part;
        }
    }

    /// <summary>In Graph's beta version only.</summary>
    public static IEnumerable<BatchPart> Beta(AccountQuery query)
    {
        yield return new(MultiFactor, $"users/{Uri.EscapeDataString(query.PersonId)}/authentication/requirements");
        if (query.SignInApps.Count > 0)
        {
            yield return new(WhatIf, "identity/conditionalAccess/evaluate", new JsonObject
            {
                ["signInIdentity"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.userSignIn", ["userId"] = query.PersonId },
                ["signInContext"] = new JsonObject
                {
                    ["@odata.type"] = "#microsoft.graph.applicationContext",
                    ["includeApplications"] = new JsonArray([.. query.SignInApps.Select(a => (JsonNode)a)]),
                },
                ["signInConditions"] = new JsonObject { ["clientAppType"] = "browser" },
                ["appliedPoliciesOnly"] = false,
            });
        }
    }

    public static IEnumerable<BatchPart> Details(DirectoryTarget? target)
    {
        if (target is not null)
        {
            yield return new(Owners, $"{target.Address}/owners?$select=id&$top=999");
            yield return AppQuestions.PoliciesOf(target);
        }
    }

    public static IEnumerable<BatchPart> RoleHolders() =>
        DirectoryRoles.Sufficient.Select(role => new BatchPart(HoldersOf(role), $"directoryRoles(roleTemplateId='{role}')/members?$select=id,displayName,userPrincipalName"));
}
