using System.Text.Json;
using Azure;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;

namespace HelpDesk.RenewalService.Vault;

/// <summary>
/// What a failure of the SDK means for the person who waits. An exception that may carry an answer's body is not handed on: the sentence has
/// the codes and the request ID by which Microsoft's support finds it.
/// </summary>
internal static class KeyVaultFailures
{
    /// <summary>Null for what is no failure of the vault.</summary>
    public static VaultException? Translate(Exception failure) => failure switch
    {
        VaultException known => known,
        DirectoryException e => new($"There is no token for Key Vault: {e.Explanation}", e),
        AggregateException { InnerExceptions: [.., var last] } => Translate(last),
        RequestFailedException { Status: > 0 } e => new($"{Explain(e)} ({Trace(e)})"),
        RequestFailedException or HttpRequestException or IOException => new("Key Vault could not be reached.", failure),
        OperationCanceledException => new("Key Vault did not answer in time.", failure),
        JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException =>
            new("Key Vault gave an answer that could not be read."),
        _ => null,
    };

    private static string Explain(RequestFailedException e) => (e.Status, KeyVaultCodes.Of(e).Inner) switch
    {
        (401, _) => "Key Vault does not accept this service's token. The vault has to be of the directory (tenant) in RenewalService:Entra:TenantId.",
        (403, "ForbiddenByFirewall" or "ForbiddenByConnection") =>
            "Key Vault's firewall does not let this service in. Allow its network, or a private endpoint, in the vault's networking settings.",
        (403, _) => "Key Vault does not let this service work with secrets. Give its application the role Key Vault Secrets Officer on the vault; "
            + "a role takes a few minutes to work.",
        (404, _) => "What answers at RenewalService:Vault:AzureKeyVault:Uri is no key vault, or the secret has just been deleted.",
        (409, KeyVaultCodes.Deleted) => "The secret was deleted by hand in Key Vault and could not be recovered. Recover it there, and try again.",
        (409, _) => "Key Vault is still deleting or recovering this secret; it is worth trying again in a minute.",
        (429, _) => "Key Vault is throttling this service; it is worth trying again later.",
        _ when e.Status >= 500 => "Key Vault is not available at the moment; it is worth trying again later.",
        _ => "Key Vault refused the request.",
    };

    private static string Trace(RequestFailedException e)
    {
        var codes = KeyVaultCodes.Of(e);
        var requestId = e.GetRawResponse()?.Headers.TryGetValue("x-ms-request-id", out var id) is true ? $"request ID {id}" : null;
        return string.Join(", ", new[] { $"HTTP {e.Status}", codes.Inner ?? codes.Outer, requestId }.OfType<string>());
    }
}
