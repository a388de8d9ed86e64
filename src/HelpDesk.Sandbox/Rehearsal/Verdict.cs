using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Rehearsal;

/// <summary>Looks into the directory and the call log, and not at what the bot says, to judge whether a secret was renewed.</summary>
public sealed class Verdict(SandboxHost sandbox)
{
    private readonly Dictionary<Guid, HashSet<Guid>> _before = Holders(sandbox.World).ToDictionary(h => h.Id, h => h.Passwords.Select(p => p.KeyId).ToHashSet());

    /// <summary>What is missing for "renewed and proven" of an application or principal; null when nothing is.</summary>
    /// <param name="tenant">The customer.</param>
    /// <param name="appId">The client ID.</param>
    /// <param name="named">The texts in which the bot named what it did.</param>
    /// <param name="report">Receives the sentence about what was found.</param>
    public string? Judge(Guid tenant, Guid appId, IReadOnlyList<string> named, Action<string> report)
    {
        var holders = Holders(sandbox.World).Where(h => h.TenantId == tenant && h.AppId == appId).ToList();
        var name = holders[0].DisplayName;
        var added = holders.SelectMany(h => h.Passwords.Where(p => !_before[h.Id].Contains(p.KeyId))).ToList();
        if (added.Count == 0)
        {
            return $"{name}: the directory holds no new secret.";
        }

        var now = sandbox.Clock.GetUtcNow();
        if (added.FirstOrDefault(p => p.IsValidAt(now)) is not { } secret)
        {
            return $"{name}: the new secret is not valid now.";
        }

        if (sandbox.Calls.Calls.FirstOrDefault(c => IsTokenWith(c, secret.KeyId)) is not { } proof)
        {
            return $"{name}: no token was obtained with the new secret {secret.KeyId}.";
        }

        if (!named.Any(text => text.Contains(secret.KeyId.ToString(), StringComparison.OrdinalIgnoreCase)))
        {
            return $"{name}: the directory's new secret {secret.KeyId} is not the one that the card names.";
        }

        report($"✓ {name}: the directory holds the secret {secret.KeyId}, valid until {secret.End:yyyy-MM-dd}; a token was obtained with it "
            + $"({proof.Method} {proof.Path}, {proof.At:yyyy-MM-dd HH:mm}).");
        return null;
    }

    private static bool IsTokenWith(Call call, Guid keyId) =>
        call is { Status: StatusCodes.Status200OK, Area: Area.Identity or Area.Acs }
        && call.Effect?.Contains(keyId.ToString(), StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<CredentialHolder> Holders(SandboxWorld world) => [.. world.Applications, .. world.Principals];
}
