using Microsoft.Extensions.Options;

namespace HelpDesk.Bots.Hosting;

/// <summary>Finds everything that is wrong with the options, each with what to do about it.</summary>
internal sealed class BotChannelOptionsValidator(IHostEnvironment environment, string section) : IValidateOptions<BotChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, BotChannelOptions options)
    {
        var failures = new List<string>();
        CheckRegistration(options, failures);
        CheckCredential(options.Credential, failures);
        CheckServiceHosts(options, failures);
        CheckLimits(options, failures);
        CheckOverrides(options, failures);
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private void CheckRegistration(BotChannelOptions options, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(options.AppId))
        {
            failures.Add($"{section}:AppId is missing: set it to the app id of the bot's registration.");
        }

        if (string.IsNullOrWhiteSpace(options.TenantId))
        {
            failures.Add($"{section}:TenantId is missing: set it to the id of the directory in which the bot is registered.");
        }

        if (!Enum.IsDefined(options.Cloud))
        {
            failures.Add($"{section}:Cloud is unknown: use Public, UsGovernment or China.");
        }
    }

    private void CheckCredential(BotCredentialOptions credential, List<string> failures)
    {
        switch (credential.Kind)
        {
            case BotCredentialKind.ClientSecret when !environment.IsDevelopment():
                failures.Add($"{section}:Credential:Kind ClientSecret is for Development only: use ManagedIdentity, FederatedCredential or Certificate.");
                break;
            case BotCredentialKind.ClientSecret when string.IsNullOrEmpty(credential.ClientSecret):
                failures.Add($"{section}:Credential:ClientSecret is missing: set it, or choose another {section}:Credential:Kind.");
                break;
            case BotCredentialKind.Certificate when string.IsNullOrEmpty(credential.CertificatePath):
                failures.Add($"{section}:Credential:CertificatePath is missing: name a PKCS #12 or PEM file with certificate and key.");
                break;
            case BotCredentialKind.Certificate when !File.Exists(credential.CertificatePath):
                failures.Add($"{section}:Credential:CertificatePath names a file that does not exist.");
                break;
            case BotCredentialKind.FederatedCredential when credential.TokenFile is null && credential.ManagedIdentityClientId is null:
                failures.Add($"{section}:Credential needs TokenFile (a workload's token) or ManagedIdentityClientId (an identity that the registration trusts).");
                break;
            case BotCredentialKind.ClientSecret or BotCredentialKind.Certificate or BotCredentialKind.ManagedIdentity
                or BotCredentialKind.FederatedCredential:
                break;
            default:
                failures.Add($"{section}:Credential:Kind is unknown: use ManagedIdentity, FederatedCredential, Certificate or ClientSecret.");
                break;
        }
    }

    private void CheckServiceHosts(BotChannelOptions options, List<string> failures)
    {
        foreach (var host in options.ServiceHosts)
        {
            if (!Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri) || uri.Authority.Length == 0 || uri.PathAndQuery != "/"
                || uri.UserInfo.Length > 0 || host.Contains('/', StringComparison.Ordinal) || host.Contains('*', StringComparison.Ordinal))
            {
                failures.Add($"{section}:ServiceHosts has '{host}': write a host, or host:port, without scheme, path or wildcard.");
            }
        }

        if (options.ServiceHosts.Count == 0 && Enum.IsDefined(options.Cloud) && !ChannelEndpoints.HasServiceHosts(options.Cloud))
        {
            failures.Add($"{section}:ServiceHosts is empty and the cloud {options.Cloud} has no usual hosts: list the hosts of its Teams service URLs.");
        }
    }

    private void CheckLimits(BotChannelOptions options, List<string> failures)
    {
        if (options.MaxRequestBodySize <= 0)
        {
            failures.Add($"{section}:MaxRequestBodySize must be more than 0 bytes.");
        }

        if (options.ReceivedActivityLifetime <= TimeSpan.Zero)
        {
            failures.Add($"{section}:ReceivedActivityLifetime must be more than 0.");
        }

        if (options.RequestTimeout <= TimeSpan.Zero)
        {
            failures.Add($"{section}:RequestTimeout must be more than 0.");
        }

        if (options.TenantRequestsPerSecond is < 1 or > 50)
        {
            failures.Add($"{section}:TenantRequestsPerSecond must be from 1 to 50: Teams takes no more. 30 is safe for one replica.");
        }
    }

    private void CheckOverrides(BotChannelOptions options, List<string> failures)
    {
        CheckAddress(nameof(options.LoginInstance), options.LoginInstance, failures);
        CheckAddress(nameof(options.OpenIdMetadataUrl), options.OpenIdMetadataUrl, failures);
        CheckAddress(nameof(options.TokenServiceUrl), options.TokenServiceUrl, failures);
        if (!options.InstanceDiscovery && !environment.IsDevelopment())
        {
            failures.Add($"{section}:InstanceDiscovery=false is for Development only: remove it.");
        }
    }

    private void CheckAddress(string key, string? address, List<string> failures)
    {
        if (address is null)
        {
            return;
        }

        if (!environment.IsDevelopment())
        {
            failures.Add($"{section}:{key} is for Development only: remove it, {section}:Cloud decides.");
        }
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            failures.Add($"{section}:{key} must be an absolute https address.");
        }
    }
}
