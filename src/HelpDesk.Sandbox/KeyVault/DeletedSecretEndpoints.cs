using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>Soft delete: a deleted secret keeps its name until it is recovered, purged, or its time is over.</summary>
public sealed class DeletedSecretEndpoints(KeyVaultStore store, SandboxClock clock, SandboxSwitches switches)
{
    private bool Purgeable => !switches.Values.KeyVaultPurgeProtection;

    public IResult Delete(string name, HttpContext context) => Answer(store.Delete(name, clock.GetUtcNow()), $"deleted {name}", context);

    public IResult Get(string name, HttpContext context) => Answer(store.FindDeleted(name), $"showed deleted {name}", context);

    public IResult Recover(string name, HttpContext context)
    {
        if (store.Recover(name).Failed(out var recovered, out var missing))
        {
            return missing;
        }

        context.Note().Effect = $"recovers {name}";
        return Results.Json(KeyVaultJson.Of(KeyVaultFeature.VaultOf(context), recovered.Name, recovered.Latest, withValue: false, Purgeable));
    }

    public IResult Purge(string name, HttpContext context)
    {
        if (store.Purge(name) is { } refused)
        {
            return refused;
        }

        context.Note().Effect = $"purged {name}";
        return Results.NoContent();
    }

    private IResult Answer(KeyVaultResult<KeyVaultSecret> result, string effect, HttpContext context)
    {
        if (result.Failed(out var secret, out var refused))
        {
            return refused;
        }

        context.Note().Effect = effect;
        return Results.Json(KeyVaultJson.OfDeleted(KeyVaultFeature.VaultOf(context), secret, Purgeable));
    }
}
