using System.Collections.Frozen;

namespace HelpDesk.Renewals.Checks;

/// <summary>The directory roles that matter here, by template ID.</summary>
public static class DirectoryRoles
{
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    public const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    public const string CloudApplicationAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";

    // https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [GlobalAdministrator] = "Global Administrator",
        [ApplicationAdministrator] = "Application Administrator",
        [CloudApplicationAdministrator] = "Cloud Application Administrator",
        ["e8611ab8-c189-46e8-94e1-60213ab1f814"] = "Privileged Role Administrator",
        ["7be44c8a-adaf-4e2a-84d6-ab2649e08a13"] = "Privileged Authentication Administrator",
        ["194ae4cb-b126-40b2-bd5b-6091b380977d"] = "Security Administrator",
        ["f28a1f50-f6e7-4571-818b-6a12f2af6b6c"] = "SharePoint Administrator",
        ["fe930be7-5e62-47db-91af-98c3a49a38b1"] = "User Administrator",
        ["f2ef992c-3afb-46b9-b7cf-a126ee74c451"] = "Global Reader",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // In every member's token; says only that the account is a member.
    private const string OrdinaryMember = "b79fbf4d-3ef9-4689-8143-76b194e85509";

    /// <summary>Whether the role, held for the whole tenant, allows writing any app's credentials.</summary>
    public static bool MayRenew(string templateId) =>
        Sufficient.Any(s => Is(templateId, s));

    public static bool MayRenew(RoleHolding role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return role.Scope is not RoleScope.Part && MayRenew(role.TemplateId);
    }

    public static bool IsGlobalAdministrator(RoleHolding role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return Is(role.TemplateId, GlobalAdministrator);
    }

    /// <summary>The roles that suffice, the highest first.</summary>
    public static IReadOnlyList<string> Sufficient { get; } = [GlobalAdministrator, ApplicationAdministrator, CloudApplicationAdministrator];

    public static bool IsRole(string templateId) => !Is(templateId, OrdinaryMember);

    public static string NameOf(string templateId) => Names.GetValueOrDefault(templateId, templateId);

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
