using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Secrets;
using GraphModels = Microsoft.Graph.Models;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Between Graph's types and the domain's.</summary>
internal static class GraphObjects
{
    public static ServicePrincipalObject ToDomain(this GraphModels.ServicePrincipal principal) => new()
    {
        Object = new()
        {
            ObjectId = principal.Id!,
            ClientId = principal.AppId ?? string.Empty,
            DisplayName = principal.DisplayName ?? principal.AppId ?? principal.Id!,
            Passwords = Passwords(principal.PasswordCredentials),
            Keys = Keys(principal.KeyCredentials),
            Tag = Tag(principal),
        },
        Type = principal.ServicePrincipalType,
        AccountEnabled = principal.AccountEnabled,
        HomeTenantId = principal.AppOwnerOrganizationId?.ToString(),
    };

    public static DirectoryObject ToDomain(this GraphModels.Application application) => new()
    {
        ObjectId = application.Id!,
        ClientId = application.AppId ?? string.Empty,
        DisplayName = application.DisplayName ?? application.AppId ?? application.Id!,
        Passwords = Passwords(application.PasswordCredentials),
        Keys = Keys(application.KeyCredentials),
        Tag = Tag(application),
        Created = application.CreatedDateTime,
        IsLocked = application.ServicePrincipalLockConfiguration is
        { IsEnabled: true } and ({ AllProperties: true } or { CredentialsWithUsageSign: true } or { CredentialsWithUsageVerify: true }),
    };

    /// <summary>A new object with every member set: the SDK leaves out what it thinks unchanged, and the directory would take that for a change.</summary>
    public static GraphModels.KeyCredential ToGraph(this KeyEntry entry)
    {
        var key = new GraphModels.KeyCredential
        {
            KeyId = entry.KeyId,
            Type = entry.Type,
            Usage = entry.Usage,
            StartDateTime = entry.Start,
            EndDateTime = entry.End,
        };
        if (entry.DisplayName is not null)
        {
            key.DisplayName = entry.DisplayName;
        }

        if (entry.CustomKeyIdentifier is not null)
        {
            key.CustomKeyIdentifier = Convert.FromBase64String(entry.CustomKeyIdentifier);
        }

        if (entry.Key is not null)
        {
            key.Key = Convert.FromBase64String(entry.Key.Reveal());
        }

        if (entry.Other is not null)
        {
            key.AdditionalData = new Dictionary<string, object>(entry.Other);
        }

        return key;
    }

    public static IEnumerable<GraphModels.KeyCredential> ToGraph(this NewKeyPair pair) =>
        from usage in new[] { KeyEntry.Verify, KeyEntry.Sign }
        select new GraphModels.KeyCredential
        {
            Type = KeyEntry.Symmetric,
            Usage = usage,
            Key = pair.Secret.RevealBytes(),
            StartDateTime = pair.Start,
            EndDateTime = pair.End,
        };

    /// <summary>What is left out must not be taken for what is not there: keys that are not read would not be sent back.</summary>
    private static DirectoryException Incomplete() => new(DirectoryFault.Throttled, "The directory's answer left out the app's credentials.");

    private static string? Tag(GraphModels.Entity entity) => entity.AdditionalData.TryGetValue("@odata.etag", out var tag) ? tag as string : null;

    private static List<PasswordEntry> Passwords(List<GraphModels.PasswordCredential>? passwords) =>
    [
        .. from password in passwords ?? throw Incomplete()
           where password.KeyId is not null
           select new PasswordEntry
           {
               KeyId = password.KeyId!.Value,
               DisplayName = password.DisplayName,
               Start = password.StartDateTime,
               End = password.EndDateTime,
           },
    ];

    private static List<KeyEntry> Keys(List<GraphModels.KeyCredential>? keys) =>
    [
        .. from key in keys ?? throw Incomplete()
           where key.KeyId is not null
           select new KeyEntry
           {
               KeyId = key.KeyId!.Value,
               Type = key.Type,
               Usage = key.Usage,
               DisplayName = key.DisplayName,
               Start = key.StartDateTime,
               End = key.EndDateTime,
               CustomKeyIdentifier = key.CustomKeyIdentifier is { } id ? Convert.ToBase64String(id) : null,
               Key = key.Key is { Length: > 0 } value ? new SecretText(Convert.ToBase64String(value)) : null,
               Other = key.AdditionalData is { Count: > 0 } other ? new Dictionary<string, object>(other) : null,
           },
    ];
}
