using System.Text.Json;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Directories;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Serialization.Json;
using AppObject = HelpDesk.Renewals.Directories.DirectoryObject;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Makes facts of Graph's answers. An answer without what was asked for is not a fact.</summary>
internal static class AccountJson
{
    private const string RoleType = "#microsoft.graph.directoryRole";
    private const string GroupType = "#microsoft.graph.group";

    public static AccountEntry Account(JsonElement user) => new(
        user.Text("displayName") ?? string.Empty,
        user.Text("userPrincipalName") is { Length: > 0 } login ? login : throw Empty(),
        string.Equals(user.Text("userType"), "Guest", StringComparison.OrdinalIgnoreCase)
            // Somebody from elsewhere who was made a member keeps the mark in the login.
            || user.Text("userPrincipalName")!.Contains("#EXT#", StringComparison.OrdinalIgnoreCase));

    /// <summary>Null for anything but a group.</summary>
    public static string? Group(JsonElement entry) => entry.Text("@odata.type") == GroupType ? entry.Text("id") : null;

    /// <summary>Null for anything but a role. A role whose kind may not be read could be any.</summary>
    public static RoleHolding? Role(JsonElement entry) => entry.Text("@odata.type") != RoleType ? null
        : entry.Text("roleTemplateId") is { } template ? Holding(template, entry.Text("displayName"))
        : throw new DirectoryException(DirectoryFault.Forbidden, "The account's roles are hidden.");

    /// <summary>Where an assignment or an eligibility counts.</summary>
    public static RoleHolding? Assignment(JsonElement entry, string? appObjectId)
    {
        if (entry.Text("roleDefinitionId") is not { } role)
        {
            return null;
        }

        var scope = entry.Text("directoryScopeId");
        return Holding(role, null) with
        {
            Scope = scope is "/" ? RoleScope.Tenant : appObjectId is not null && scope == $"/{appObjectId}" ? RoleScope.App : RoleScope.Part,
            Source = string.Equals(entry.Text("memberType"), "Group", StringComparison.OrdinalIgnoreCase) ? RoleSource.Group : RoleSource.Direct,
        };
    }

    /// <summary>Null for anything but a person.</summary>
    public static RoleHolder? Holder(JsonElement entry, string role) =>
        entry.Text("id") is { } id && entry.Text("displayName") is { Length: > 0 } name && entry.Text("@odata.type") is null or "#microsoft.graph.user"
            ? new(id, name, entry.Text("userPrincipalName"), role)
            : null;

    public static IReadOnlyList<TenantDomain> Domains(JsonElement organizations) =>
    [
        .. from organization in organizations.GetProperty("value").EnumerateArray()
           let domains = organization.Member("verifiedDomains")
           where domains.ValueKind is JsonValueKind.Array
           from domain in domains.EnumerateArray()
           let name = domain.Text("name")
           where name is not null
           select new TenantDomain(name, domain.Truth("isInitial") is true, string.Equals(domain.Text("type"), "Federated", StringComparison.OrdinalIgnoreCase)),
    ];

    public static bool SecurityDefaults(JsonElement policy) => policy.Truth("isEnabled") ?? throw Empty();

    /// <summary>The page's example wraps the object in <c>value</c>; both forms are taken.</summary>
    public static bool LegacyAuthentication(JsonElement settings) =>
        settings.Truth("isLegacyAuthProtocolsEnabled") ?? settings.Member("value").Truth("isLegacyAuthProtocolsEnabled") ?? throw Empty();

    public static PerUserMultiFactor MultiFactor(JsonElement requirements) => requirements.Text("perUserMfaState") switch
    {
        "disabled" => PerUserMultiFactor.Disabled,
        "enabled" => PerUserMultiFactor.Enabled,
        "enforced" => PerUserMultiFactor.Enforced,
        _ => PerUserMultiFactor.Unknown,
    };

    public static ServicePrincipalObject ServicePrincipal(JsonElement entry) => Parse(entry, Microsoft.Graph.Models.ServicePrincipal.CreateFromDiscriminatorValue).ToDomain();

    public static AppObject Application(JsonElement entry) => Parse(entry, Microsoft.Graph.Models.Application.CreateFromDiscriminatorValue).ToDomain();

    public static TenantAppManagementPolicy DefaultPolicy(JsonElement policy) =>
        policy.Truth("isEnabled") is null ? throw Empty() : Parse(policy, TenantAppManagementPolicy.CreateFromDiscriminatorValue);

    public static AppManagementPolicy AssignedPolicy(JsonElement policy) => Parse(policy, AppManagementPolicy.CreateFromDiscriminatorValue);

    private static RoleHolding Holding(string template, string? name) => new(template.ToLowerInvariant(), name ?? DirectoryRoles.NameOf(template));

    private static T Parse<T>(JsonElement entry, ParsableFactory<T> factory)
        where T : IParsable => new JsonParseNode(entry).GetObjectValue(factory) ?? throw Empty();

    private static DirectoryException Empty() => new(DirectoryFault.Refused, "The directory's answer was empty.");
}
