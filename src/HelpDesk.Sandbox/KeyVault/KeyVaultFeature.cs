using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>One key vault: the endpoints for secrets that the SDK calls, at the root because the SDK reads names from the path.</summary>
public static class KeyVaultFeature
{
    public static IServiceCollection AddKeyVault(this IServiceCollection services) => services
        .AddSingleton<KeyVaultStore>()
        .AddSingleton<KeyVaultAccess>()
        .AddSingleton<SecretEndpoints>()
        .AddSingleton<DeletedSecretEndpoints>();

    public static void MapKeyVault(this IEndpointRouteBuilder routes)
    {
        var vault = routes.MapGroup("").OnHttps().InArea(Area.KeyVault)
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<KeyVaultAccess>().InvokeAsync(context, next));

        vault.MapPut("/secrets/{name}", (string name, HttpContext context, SecretEndpoints secrets) => secrets.SetAsync(name, context));
        vault.MapGet("/secrets/{name}", (string name, HttpContext context, SecretEndpoints secrets) => secrets.Get(name, null, context));
        vault.MapGet("/secrets/{name}/versions", (string name, HttpContext context, SecretEndpoints secrets) => secrets.ListVersions(name, context));
        vault.MapGet("/secrets/{name}/{version}", (string name, string version, HttpContext context, SecretEndpoints secrets) => secrets.Get(name, version, context));
        vault.MapPatch("/secrets/{name}/{version}", (string name, string version, HttpContext context, SecretEndpoints secrets) =>
            secrets.UpdateAsync(name, version, context));
        vault.MapDelete("/secrets/{name}", (string name, HttpContext context, DeletedSecretEndpoints deleted) => deleted.Delete(name, context));

        vault.MapGet("/deletedsecrets/{name}", (string name, HttpContext context, DeletedSecretEndpoints deleted) => deleted.Get(name, context));
        vault.MapPost("/deletedsecrets/{name}/recover", (string name, HttpContext context, DeletedSecretEndpoints deleted) => deleted.Recover(name, context));
        vault.MapDelete("/deletedsecrets/{name}", (string name, HttpContext context, DeletedSecretEndpoints deleted) => deleted.Purge(name, context));
    }

    /// <summary>The vault's address as the caller wrote it, with a slash at its end.</summary>
    internal static string VaultOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}/";
}
