namespace HelpDesk.RenewalBot.Service;

/// <summary>
/// The bot's own registration (section <c>RenewalBot:Channel</c>), as far as it is needed for the bot's token to the renewal service.
/// The same section configures the channel; the bot SDK checks it.
/// </summary>
internal sealed class BotIdentityOptions
{
    public const string Section = "RenewalBot:Channel";

    public string AppId { get; init; } = "";

    public string TenantId { get; init; } = "";

    public string LoginInstance { get; init; } = "https://login.microsoftonline.com/";

    public bool InstanceDiscovery { get; init; } = true;

    public BotCredential Credential { get; init; } = new();
}

/// <summary>How the bot proves who it is. Its text form never shows a secret.</summary>
internal sealed class BotCredential
{
    public string Kind { get; init; } = "ManagedIdentity";

    public string? ClientSecret { get; init; }

    public string? CertificatePath { get; init; }

    public string? CertificatePassword { get; init; }

    public string? ManagedIdentityClientId { get; init; }

    public string? TokenFile { get; init; }
}
