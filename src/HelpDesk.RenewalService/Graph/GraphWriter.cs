using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Secrets;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using ApplicationAdd = Microsoft.Graph.Applications.Item.AddPassword.AddPasswordPostRequestBody;
using ApplicationRemove = Microsoft.Graph.Applications.Item.RemovePassword.RemovePasswordPostRequestBody;
using PrincipalAdd = Microsoft.Graph.ServicePrincipals.Item.AddPassword.AddPasswordPostRequestBody;
using PrincipalRemove = Microsoft.Graph.ServicePrincipals.Item.RemovePassword.RemovePasswordPostRequestBody;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Writes credentials on behalf of a person who signed in. There is no other way to make one of these.</summary>
internal sealed class GraphWriter(GraphServiceClient graph, GraphOptions options) : GraphReader(graph, options), IDirectoryWriter
{
    public Task<NewPassword> AddPasswordAsync(DirectoryTarget target, string displayName, DateTimeOffset end, CancellationToken cancellation)
    {
        var wanted = new PasswordCredential { DisplayName = displayName, EndDateTime = end };
        return GraphCall.WriteAsync(
            async () => Complete(target.Holder is CredentialHolder.Application
                ? await Graph.Applications[target.ObjectId].AddPassword.PostAsync(new ApplicationAdd { PasswordCredential = wanted }, GraphCall.Write, cancellation)
                : await Graph.ServicePrincipals[target.ObjectId].AddPassword.PostAsync(new PrincipalAdd { PasswordCredential = wanted }, GraphCall.Write, cancellation)),
            cancellation);
    }

    public Task RemovePasswordAsync(DirectoryTarget target, Guid keyId, CancellationToken cancellation) => GraphCall.WriteAsync(
        async () =>
        {
            await (target.Holder is CredentialHolder.Application
                ? Graph.Applications[target.ObjectId].RemovePassword.PostAsync(new ApplicationRemove { KeyId = keyId }, GraphCall.Write, cancellation)
                : Graph.ServicePrincipals[target.ObjectId].RemovePassword.PostAsync(new PrincipalRemove { KeyId = keyId }, GraphCall.Write, cancellation));
            return true;
        },
        cancellation);

    public Task ReplaceKeysAsync(DirectoryTarget target, string? tag, IReadOnlyList<KeyEntry> kept, NewKeyPair? added, CancellationToken cancellation)
    {
        List<KeyCredential> keys = [.. kept.Select(k => k.ToGraph()), .. added?.ToGraph() ?? []];
        return GraphCall.WriteAsync<object?>(
            async () => target.Holder is CredentialHolder.Application
                ? await Graph.Applications[target.ObjectId].PatchAsync(new Application { KeyCredentials = keys }, r => GraphCall.WriteIfUnchanged(r, tag), cancellation)
                : await Graph.ServicePrincipals[target.ObjectId].PatchAsync(new ServicePrincipal { KeyCredentials = keys }, r => GraphCall.WriteIfUnchanged(r, tag), cancellation),
            cancellation);
    }

    private static NewPassword Complete(PasswordCredential? answer) =>
        answer is { KeyId: { } keyId, SecretText: { Length: > 0 } secret, StartDateTime: { } start, EndDateTime: { } end }
            ? new() { KeyId = keyId, Secret = new SecretText(secret), Start = start, End = end }
            // The password may exist all the same: it is looked for by its name.
            : throw new DirectoryException(DirectoryFault.Unknown, "The directory's answer to the new password was not complete.");
}
