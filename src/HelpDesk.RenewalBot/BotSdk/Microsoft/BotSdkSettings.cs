using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.BotSdk;

/// <summary>
/// The bot's settings under the names that this SDK reads, with the addresses of the cloud spelled out:
/// https://learn.microsoft.com/azure/bot-service/ref-oauth-redirect-urls.
/// </summary>
internal static class BotSdkSettings
{
    public static IConfiguration Of(BotChannelOptions options, ChannelEndpoints endpoints)
    {
        var login = $"{endpoints.LoginInstance.TrimEnd('/')}/{options.TenantId}";
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MicrosoftAppType"] = options.Credential.Kind == BotCredentialKind.ManagedIdentity ? "UserAssignedMSI" : "SingleTenant",
            ["MicrosoftAppId"] = options.AppId,
            ["MicrosoftAppPassword"] = options.Credential.ClientSecret,
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
internal sealed class BotSdkOptionsValidator(string section) : IValidateOptions<BotChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, BotChannelOptions options) =>
        options.Credential.Kind is BotCredentialKind.ManagedIdentity or BotCredentialKind.ClientSecret
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{section}:Credential:Kind {options.Credential.Kind} works with HelpDesk.Bots only: use ManagedIdentity, or build without BotSdk=Microsoft.");
}
