using System.Collections.Concurrent;
using System.Text.Json;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Secrets;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace HelpDesk.RenewalService.Entra;

/// <summary>Tokens for customers' tenants. Fails with <see cref="DirectoryException"/> only.</summary>
internal sealed class TenantTokens(IOptions<EntraOptions> options, ServiceCredential credential, IMsalHttpClientFactory http)
{
    private readonly ConcurrentDictionary<string, IConfidentialClientApplication> _applications = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>With the service's own consent in that tenant.</summary>
    public Task<AuthenticationResult> ForServiceAsync(string tenantId, string scope, CancellationToken cancellation) =>
        TryAsync(() => _applications.GetOrAdd(tenantId, Build).AcquireTokenForClient([scope]).ExecuteAsync(cancellation), cancellation);

    /// <summary>
    /// On behalf of the person whose token it is. The application object, and the cache in it, belong to the caller and go with it: nothing
    /// of a person's sign-in outlives what it was for.
    /// </summary>
    public IConfidentialClientApplication OneSignIn(string tenantId) => Build(tenantId);

    public static Task<AuthenticationResult> OnBehalfOfAsync(IConfidentialClientApplication application, SecretText assertion, string scope, CancellationToken cancellation) =>
        TryAsync(() => application.AcquireTokenOnBehalfOf([scope], new UserAssertion(assertion.Reveal())).ExecuteAsync(cancellation), cancellation);

    private IConfidentialClientApplication Build(string tenantId)
    {
        var entra = options.Value;
        var builder = ConfidentialClientApplicationBuilder.Create(entra.ClientId)
            .WithAuthority(entra.AuthorityOf(tenantId))
            .WithInstanceDiscovery(entra.InstanceDiscovery)
            .WithHttpClientFactory(http);
        return credential.Apply(builder).Build();
    }

    private static async Task<AuthenticationResult> TryAsync(Func<Task<AuthenticationResult>> acquire, CancellationToken cancellation)
    {
        try
        {
            return await acquire();
        }
        catch (MsalException e)
        {
            throw TokenFailures.Translate(e);
        }
        catch (HttpRequestException e)
        {
            throw new DirectoryException(DirectoryFault.Throttled, "The sign-in service could not be reached.", e);
        }
        catch (JsonException e)
        {
            throw new DirectoryException(DirectoryFault.Throttled, "The sign-in service's answer could not be read.", e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new DirectoryException(DirectoryFault.Throttled, "The sign-in service did not answer in time.", e);
        }
    }
}
