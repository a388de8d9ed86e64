using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>How Graph shows the directory. Written from its reference pages; no type is shared with the code that reads it.</summary>
public static class GraphJson
{
    /// <summary>A property given twice is an error, not a surprise later.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] PersonDefaults =
    [
        "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname",
        "userPrincipalName", "id",
    ];

    public static JsonObject Of(CredentialHolder holder, bool withKeys = false)
    {
        var json = new JsonObject
        {
            ["id"] = holder.Id.ToString(),
            ["deletedDateTime"] = null,
            ["appId"] = holder.AppId.ToString(),
            ["displayName"] = holder.DisplayName,
            ["createdDateTime"] = Time(holder.CreatedAt),
            ["keyCredentials"] = new JsonArray([.. holder.Keys.Select(k => Of(k, withKeys))]),
            ["passwordCredentials"] = new JsonArray([.. holder.Passwords.Select(p => Of(p))]),
        };
        switch (holder)
        {
            case ServicePrincipal principal:
                json["accountEnabled"] = principal.IsEnabled;
                json["appDisplayName"] = principal.DisplayName;
                json["appOwnerOrganizationId"] = principal.HomeTenantId.ToString();
                json["servicePrincipalNames"] = Strings(principal.Names);
                json["servicePrincipalType"] = principal.Type.ToString();
                json["tags"] = new JsonArray();
                break;
            case Application application:
                json["signInAudience"] = application.IsMultiTenant ? "AzureADMultipleOrgs" : "AzureADMyOrg";
                json["identifierUris"] = Strings(application.IdentifierUris);
                json["servicePrincipalLockConfiguration"] = Of(application.Lock);
                json["tags"] = new JsonArray();
                break;
        }

        return json;
    }

    /// <param name="password">The credential.</param>
    /// <param name="withSecret">Only in the answer that made it: the secret is shown once.</param>
    public static JsonObject Of(PasswordCredential password, bool withSecret = false) => new()
    {
        ["customKeyIdentifier"] = null,
        ["displayName"] = password.DisplayName,
        ["endDateTime"] = Time(password.End),
        ["hint"] = password.Secret.Hint,
        ["keyId"] = password.KeyId.ToString(),
        ["secretText"] = withSecret ? password.Secret.Reveal() : null,
        ["startDateTime"] = Time(password.Start),
    };

    public static JsonObject Of(Person person, IReadOnlyList<string> select)
    {
        var json = new JsonObject
        {
            ["businessPhones"] = new JsonArray(),
            ["displayName"] = person.Name,
            ["givenName"] = person.GivenName,
            ["jobTitle"] = null,
            ["mail"] = person.UserPrincipalName,
            ["mobilePhone"] = null,
            ["officeLocation"] = null,
            ["preferredLanguage"] = null,
            ["surname"] = person.Surname,
            ["userPrincipalName"] = person.UserPrincipalName,
            ["id"] = person.Id.ToString(),
            ["accountEnabled"] = true,
            ["userType"] = person.IsGuest ? "Guest" : "Member",
        };
        return select.Count > 0 ? json : ODataQuery.Pick(json, PersonDefaults);
    }

    public static JsonObject Of(Tenant tenant) => new()
    {
        ["id"] = tenant.Id.ToString(),
        ["displayName"] = tenant.Name,
        ["tenantType"] = "AAD",
        ["verifiedDomains"] = new JsonArray([.. tenant.Domains.Select(d => (JsonNode)new JsonObject
        {
            ["capabilities"] = "Email, OfficeCommunicationsOnline",
            ["isDefault"] = d.IsDefault,
            ["isInitial"] = d.IsInitial,
            ["name"] = d.Name,
            ["type"] = d.IsFederated ? "Federated" : "Managed",
        })]),
    };

    public static JsonObject Of(DirectoryRole role, Guid tenant) => new()
    {
        ["@odata.type"] = "#microsoft.graph.directoryRole",
        ["id"] = RoleObjectId(role, tenant),
        ["deletedDateTime"] = null,
        ["description"] = $"Can do what a {role.Name} can.",
        ["displayName"] = role.Name,
        ["roleTemplateId"] = role.TemplateId.ToString(),
    };

    public static JsonObject Of(Group group) => new()
    {
        ["@odata.type"] = "#microsoft.graph.group",
        ["id"] = group.Id.ToString(),
        ["deletedDateTime"] = null,
        ["description"] = null,
        ["displayName"] = group.Name,
        ["groupTypes"] = new JsonArray(),
        ["isAssignableToRole"] = group.IsRoleAssignable ? true : null,
        ["mailEnabled"] = false,
        ["securityEnabled"] = true,
    };

    /// <summary>A person in a list that holds other kinds as well.</summary>
    public static JsonObject Member(Person person, IReadOnlyList<string> select)
    {
        var json = Of(person, select);
        json["@odata.type"] = "#microsoft.graph.user";
        return json;
    }

    public static JsonObject RoleAssignment(Guid principal, DirectoryRole role, string scope) => new()
    {
        ["id"] = Derived($"assignment/{principal}/{role.TemplateId}{scope}").ToString("N"),
        ["principalId"] = principal.ToString(),
        ["roleDefinitionId"] = role.TemplateId.ToString(),
        ["directoryScopeId"] = scope,
    };

    /// <param name="principal">A person or a group.</param>
    /// <param name="role">What may be activated.</param>
    /// <param name="scope">Where it would hold.</param>
    /// <param name="memberType"><c>Direct</c>, or <c>Group</c> for what a person has from a group.</param>
    /// <param name="since">When it was given.</param>
    public static JsonObject RoleEligibility(Guid principal, DirectoryRole role, string scope, string memberType, DateTimeOffset since) => new()
    {
        ["id"] = Derived($"eligibility/{principal}/{role.TemplateId}{scope}/{memberType}").ToString(),
        ["principalId"] = principal.ToString(),
        ["roleDefinitionId"] = role.TemplateId.ToString(),
        ["directoryScopeId"] = scope,
        ["appScopeId"] = null,
        ["startDateTime"] = Time(since),
        ["endDateTime"] = null,
        ["memberType"] = memberType,
        ["roleEligibilityScheduleId"] = Derived($"schedule/{principal}/{role.TemplateId}{scope}/{memberType}").ToString(),
    };

    public static string RoleObjectId(DirectoryRole role, Guid tenant) => Derived($"role/{tenant}/{role.TemplateId}").ToString();

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan duration) => XmlConvert.ToString(duration);

    public static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    private static JsonObject? Of(ServicePrincipalLock? locked) => locked is null ? null : new()
    {
        ["isEnabled"] = locked.IsEnabled,
        ["allProperties"] = locked.AllProperties,
        ["credentialsWithUsageVerify"] = locked.CredentialsWithUsageVerify,
        ["credentialsWithUsageSign"] = locked.CredentialsWithUsageSign,
        ["tokenEncryptionKeyId"] = locked.TokenEncryptionKeyId,
    };

    private static JsonObject Of(KeyCredential key, bool withKey) => new()
    {
        ["customKeyIdentifier"] = key.CustomKeyIdentifier,
        ["displayName"] = key.DisplayName,
        ["endDateTime"] = Time(key.End),
        ["key"] = withKey ? Convert.ToBase64String(key.Key.Span) : null,
        ["keyId"] = key.KeyId.ToString(),
        ["startDateTime"] = Time(key.Start),
        ["type"] = key.Type,
        ["usage"] = key.Usage,
    };

    /// <summary>An ID that is the same at every start.</summary>
    private static Guid Derived(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
