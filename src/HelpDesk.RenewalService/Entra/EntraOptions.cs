namespace HelpDesk.RenewalService.Entra;

/// <summary>The identity platform and the service's own registration in it (section <c>RenewalService:Entra</c>).</summary>
internal sealed class EntraOptions
{
    public const string Section = "Entra";

    /// <summary>The cloud's sign-in address, with a slash at its end.</summary>
    public string? Instance { get; set; }

    /// <summary>The vendor's tenant: the home of this service and of the bot.</summary>
    public string? TenantId { get; set; }

    /// <summary>This service's application ID; the audience of the tokens that it accepts.</summary>
    public string? ClientId { get; set; }

    /// <summary>The bot's application ID, the only one that may watch.</summary>
    public string? BotClientId { get; set; }

    /// <summary>
    /// The application ID through which admins sign in; delegated tokens of any other are refused. Only in Development may it be missing, and
    /// then any is taken.
    /// </summary>
    public string? SignInClientId { get; set; }

    /// <summary>Whether MSAL asks Microsoft which cloud the instance belongs to. Off is for the sandbox, in Development only.</summary>
    public bool InstanceDiscovery { get; set; } = true;

    public CredentialOptions Credential { get; set; } = new();

    public Uri InstanceUri => new(Instance!.EndsWith('/') ? Instance : Instance + "/");

    public string AuthorityOf(string tenant) => new Uri(InstanceUri, tenant).AbsoluteUri;

    /// <summary>Where an administrator of the tenant agrees to what this service asks for.</summary>
    /// <seealso href="https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent"/>
    public Uri ConsentPageOf(string tenant) => new($"{AuthorityOf(tenant)}/adminconsent?client_id={ClientId}");

    /// <summary>The issuer of a tenant's tokens.</summary>
    public string IssuerOf(string tenant) => new Uri(InstanceUri, $"{tenant}/v2.0").AbsoluteUri;
}

internal enum CredentialKind
{
    /// <summary>None given.</summary>
    None,

    /// <summary>A plain secret; in Development only.</summary>
    ClientSecret,

    Certificate,

    /// <summary>The managed identity of the machine, trusted by the registration as a federated credential.</summary>
    ManagedIdentity,

    /// <summary>A token file that the platform renews (workload identity).</summary>
    FederatedCredential,
}

/// <summary>How the service proves who it is.</summary>
internal sealed class CredentialOptions
{
    public CredentialKind Kind { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>A certificate with its private key: PFX, or PEM together with <see cref="CertificateKeyPath"/>.</summary>
    public string? CertificatePath { get; set; }

    public string? CertificateKeyPath { get; set; }

    public string? CertificatePassword { get; set; }

    /// <summary>The client ID of a user-assigned identity; empty for the machine's own.</summary>
    public string? ManagedIdentityClientId { get; set; }

    public string? TokenFilePath { get; set; }
}
