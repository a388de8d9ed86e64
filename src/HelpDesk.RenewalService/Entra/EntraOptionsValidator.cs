using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Entra;

internal sealed class EntraOptionsValidator(IHostEnvironment environment) : IValidateOptions<EntraOptions>
{
    private const string Credential = "RenewalService:Entra:Credential";

    public ValidateOptionsResult Validate(string? name, EntraOptions options)
    {
        List<string> failures = [];
        // MSAL itself insists on https.
        if (!Uri.TryCreate(options.Instance, UriKind.Absolute, out var instance) || instance.Scheme is not "https")
        {
            failures.Add($"RenewalService:Entra:Instance: '{options.Instance}' is not an https address. Give for example https://login.microsoftonline.com/.");
        }

        failures.RequireGuid("Entra:TenantId", options.TenantId, "the ID of the vendor's directory (tenant)");
        failures.RequireGuid("Entra:ClientId", options.ClientId, "the application ID of this service");
        failures.RequireGuid("Entra:BotClientId", options.BotClientId, "the application ID of the bot");
        if (!environment.IsDevelopment() || !string.IsNullOrEmpty(options.SignInClientId))
        {
            failures.RequireGuid("Entra:SignInClientId", options.SignInClientId, "the application ID of the sign-in client");
        }

        if (!options.InstanceDiscovery && !environment.IsDevelopment())
        {
            failures.Add("RenewalService:Entra:InstanceDiscovery: it may be switched off in Development only. Remove the setting.");
        }

        Validate(options.Credential, failures);
        return failures.ToResult();
    }

    private void Validate(CredentialOptions credential, List<string> failures)
    {
        switch (credential.Kind)
        {
            case CredentialKind.None:
                failures.Add($"{Credential}:Kind: it is missing. Give ManagedIdentity, FederatedCredential or Certificate.");
                break;
            case CredentialKind.ClientSecret when !environment.IsDevelopment():
                failures.Add($"{Credential}:Kind: a plain client secret is accepted in Development only. Use ManagedIdentity, FederatedCredential or Certificate.");
                break;
            case CredentialKind.ClientSecret when string.IsNullOrEmpty(credential.ClientSecret):
                failures.Add($"{Credential}:ClientSecret: it is missing, and Kind is ClientSecret.");
                break;
            case CredentialKind.Certificate:
                RequireFile(failures, "CertificatePath", credential.CertificatePath);
                if (credential.CertificateKeyPath is not null)
                {
                    RequireFile(failures, "CertificateKeyPath", credential.CertificateKeyPath);
                }

                break;
            case CredentialKind.FederatedCredential:
                RequireFile(failures, "TokenFilePath", credential.TokenFilePath);
                break;
            case CredentialKind.ManagedIdentity or CredentialKind.ClientSecret:
                break;
            default:
                failures.Add($"{Credential}:Kind: '{credential.Kind}' is not known. Give ManagedIdentity, FederatedCredential or Certificate.");
                break;
        }
    }

    private static void RequireFile(List<string> failures, string key, string? path)
    {
        if (!File.Exists(path))
        {
            failures.Add($"{Credential}:{key}: there is no file '{path}'. Give the path of one that this service can read.");
        }
    }
}
