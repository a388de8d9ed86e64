namespace HelpDesk.Bots.Hosting;

/// <summary>The bot's registration and the channel that it trusts. Bound to a configuration section by <c>AddCloudAdapter</c>.</summary>
public sealed class BotChannelOptions
{
    /// <summary>The bot's app id: the audience of the channel's tokens.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The directory in which the bot is registered (single tenant).</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Which cloud's channel: it decides issuer, audience, keys and the usual service hosts.</summary>
    public BotCloud Cloud { get; set; } = BotCloud.Public;

    /// <summary>How the bot proves who it is when it asks for its own token.</summary>
    public BotCredentialOptions Credential { get; set; } = new();

    /// <summary>
    /// The hosts (<c>host</c>, or <c>host:port</c> for another port than 443) to which the bot's token may go. Empty: Teams' hosts of
    /// the cloud.
    /// </summary>
    public IList<string> ServiceHosts { get; } = [];

    /// <summary>The largest request body in bytes.</summary>
    public int MaxRequestBodySize { get; set; } = 256 * 1024;

    /// <summary>How long an answer is kept for a repeated activity.</summary>
    public TimeSpan ReceivedActivityLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one call to the connector or the token service may take.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How many requests a second go to one tenant, 1 to 50. Teams documents 50 for an app, once it was 30. Several replicas share it: give
    /// each its part. The limits of a single conversation are fixed.
    /// </summary>
    public int TenantRequestsPerSecond { get; set; } = 30;

    /// <summary>Development only: where tokens are asked for instead of the cloud's login host.</summary>
    public string? LoginInstance { get; set; }

    /// <summary>Development only: false keeps MSAL from asking Microsoft about the login host.</summary>
    public bool InstanceDiscovery { get; set; } = true;

    /// <summary>Development only: the channel's OpenID document instead of the cloud's.</summary>
    public string? OpenIdMetadataUrl { get; set; }

    /// <summary>Development only: the token service instead of the cloud's.</summary>
    public string? TokenServiceUrl { get; set; }
}

/// <summary>The clouds in which Azure Bot Service runs.</summary>
public enum BotCloud
{
    Public,
    UsGovernment,
    China,
}

/// <summary>The kinds of credential with which a bot gets its own token.</summary>
public enum BotCredentialKind
{
    /// <summary>A plain secret: Development only.</summary>
    ClientSecret,
    Certificate,
    ManagedIdentity,
    FederatedCredential,
}

/// <summary>The bot's own credential. Its text form never shows a secret.</summary>
public sealed class BotCredentialOptions
{
    public BotCredentialKind Kind { get; set; } = BotCredentialKind.ManagedIdentity;

    /// <summary>Kind ClientSecret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Kind Certificate: a PKCS #12 file, or a PEM file with certificate and key.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Kind Certificate: the password of the file, if it has one.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>
    /// Kind ManagedIdentity: the client id of a user-assigned identity (default: the app id). Kind FederatedCredential: the identity
    /// whose token is exchanged, when no <see cref="TokenFile"/> is given.
    /// </summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Kind FederatedCredential: a file with the workload's token, as Kubernetes keeps it up to date.</summary>
    public string? TokenFile { get; set; }
}
