using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>
/// The bot's settings under the names that this SDK reads, with the addresses of the cloud spelled out:
/// https://learn.microsoft.com/azure/bot-service/ref-oauth-redirect-urls.
/// </summary>
internal static class BotSdkSettings
{
    /// <summary>Development only: the bot speaks without tokens, as the Agents Playground and the Emulator do.</summary>
    public const string AnonymousKey = "Anonymous";

    public static IConfiguration Of(BotChannelOptions options, ChannelEndpoints endpoints, bool isAnonymous)
    {
        var login = $"{endpoints.LoginInstance.TrimEnd('/')}/{options.TenantId}";
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MicrosoftAppType"] = options.Credential.Kind == BotCredentialKind.ManagedIdentity ? "UserAssignedMSI" : "SingleTenant",
            ["MicrosoftAppId"] = isAnonymous ? "" : options.AppId,
            ["MicrosoftAppPassword"] = isAnonymous ? "" : options.Credential.ClientSecret,
            ["MicrosoftAppTenantId"] = options.TenantId,
            ["BotOpenIdMetadata"] = endpoints.OpenIdMetadataUrl,
            ["OAuthUrl"] = endpoints.TokenServiceUrl,
            ["ToBotFromChannelOpenIdMetadataUrl"] = endpoints.OpenIdMetadataUrl,
            ["ToBotFromChannelTokenIssuer"] = endpoints.Issuer,
            ["ToBotFromEmulatorOpenIdMetadataUrl"] = $"{login}/v2.0/.well-known/openid-configuration",
            ["ToChannelFromBotLoginUrl"] = login,
            ["ToChannelFromBotOAuthScope"] = endpoints.Issuer,
            ["ValidateAuthority"] = endpoints.InstanceDiscovery.ToString(),
        }).Build();
    }
}

/// <summary>What HelpDesk.Bots can do and this SDK, as it is configured here, cannot.</summary>
internal sealed class BotSdkOptionsValidator(IHostEnvironment environment, IConfigurationSection section) : IValidateOptions<BotChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, BotChannelOptions options)
    {
        var failures = new List<string>();
        if (options.Credential.Kind is not (BotCredentialKind.ManagedIdentity or BotCredentialKind.ClientSecret))
        {
            failures.Add($"{section.Path}:Credential:Kind {options.Credential.Kind} works with HelpDesk.Bots only: use ManagedIdentity, or build without BotSdk=Microsoft.");
        }

        if (section.GetValue<bool>(BotSdkSettings.AnonymousKey) && !environment.IsDevelopment())
        {
            failures.Add($"{section.Path}:{BotSdkSettings.AnonymousKey} is for Development only: remove it.");
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
