using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary>An application may lock the credentials of its principals, wherever those are.</summary>
internal sealed class LockCheck(SandboxWorld world)
{
    private const string Password = "Verify";

    public GraphError? RefusesPassword(CredentialHolder holder) => Locks(holder, [Password]) ? Locked("passwordCredentials") : null;

    /// <summary>Looks only at keys that come or go: what is sent back unchanged is no write.</summary>
    public GraphError? RefusesKeys(CredentialHolder holder, IReadOnlyList<KeyCredential> keys)
    {
        var kept = keys.Select(k => k.KeyId).Intersect(holder.Keys.Select(k => k.KeyId)).ToHashSet();
        var touched = keys.Concat(holder.Keys).Where(k => !kept.Contains(k.KeyId));
        return Locks(holder, touched.Select(k => k.Usage)) ? Locked("keyCredentials") : null;
    }

    private bool Locks(CredentialHolder holder, IEnumerable<string> usages) =>
        holder is ServicePrincipal && world.FindApplication(holder.AppId)?.Lock is { } locked && usages.Any(locked.Locks);

    private static GraphError Locked(string property) => new(
        StatusCodes.Status400BadRequest,
        "CannotUpdateLockedServicePrincipalProperty",
        $"Property {property} of the service principal is locked by its application.");
}
