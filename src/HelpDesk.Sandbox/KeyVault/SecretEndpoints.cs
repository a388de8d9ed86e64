using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>Set, get, change and list. What was done is in the call log by name and version, never with the value.</summary>
public sealed partial class SecretEndpoints(KeyVaultStore store, SandboxClock clock, SandboxSwitches switches)
{
    private bool Purgeable => !switches.Values.KeyVaultPurgeProtection;

    public async Task<IResult> SetAsync(string name, HttpContext context)
    {
        if (!Name().IsMatch(name))
        {
            return KeyVaultError.Bad($"The request URI contains an invalid name: {name}. Names are 1 to 127 letters, digits and hyphens.");
        }

        if ((await KeyVaultJson.ReadAsync(context)).Failed(out var body, out var refused)
            || KeyVaultJson.NewVersion(body, clock.GetUtcNow()).Failed(out var version, out refused)
            || store.Set(name, version).Failed(out var secret, out refused))
        {
            return refused;
        }

        context.Note().Effect = $"set {name}, version {version.Id}{(version.Enabled ? "" : ", disabled")}";
        return Bundle(context, secret.Name, version, withValue: true);
    }

    /// <param name="name">The secret's name.</param>
    /// <param name="version">Null for the latest one. That one is asked for even when it is disabled and an earlier one is not.</param>
    /// <param name="context">The request.</param>
    public IResult Get(string name, string? version, HttpContext context)
    {
        if (store.Find(name).Failed(out var secret, out var missing))
        {
            return missing;
        }

        if ((version is null ? secret.Latest : secret.Versions.Find(v => v.Id == version)) is not { } asked)
        {
            return KeyVaultError.NotFound($"{name}/{version}");
        }

        if (!asked.Enabled)
        {
            return KeyVaultError.Disabled;
        }

        context.Note().Effect = $"gave {name}, version {asked.Id}";
        return Bundle(context, secret.Name, asked, withValue: true);
    }

    public async Task<IResult> UpdateAsync(string name, string version, HttpContext context)
    {
        if ((await KeyVaultJson.ReadAsync(context)).Failed(out var body, out var refused)
            || store.Change(name, version, before => KeyVaultJson.Changed(before, body, clock.GetUtcNow())).Failed(out var changed, out refused))
        {
            return refused;
        }

        context.Note().Effect = $"{(changed.Enabled ? "changed" : "disabled")} {name}, version {version}";
        return Bundle(context, name, changed, withValue: false);
    }

    public IResult ListVersions(string name, HttpContext context)
    {
        // An unknown name is an empty list and no error.
        var versions = store.Find(name).Value?.Versions ?? [];
        return Results.Json(new JsonObject
        {
            ["value"] = new JsonArray([.. versions.Select(v => KeyVaultJson.Of(KeyVaultFeature.VaultOf(context), name, v, withValue: false, Purgeable))]),
            ["nextLink"] = null,
        });
    }

    private IResult Bundle(HttpContext context, string name, KeyVaultVersion version, bool withValue) =>
        Results.Json(KeyVaultJson.Of(KeyVaultFeature.VaultOf(context), name, version, withValue, Purgeable));

    [GeneratedRegex("^[0-9a-zA-Z-]{1,127}$")]
    private static partial Regex Name();
}
