using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.KeyVault;

/// <summary>A refusal in Key Vault's form: <c>{"error":{"code","message","innererror":{"code"}}}</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The outer code, such as <c>Forbidden</c>.</param>
/// <param name="Message">For people; never holds a value.</param>
/// <param name="Inner">The code that tells causes of one status apart; null where Key Vault gives none.</param>
/// <seealso href="https://learn.microsoft.com/azure/key-vault/general/rest-error-codes"/>
public sealed record KeyVaultError(int Status, string Code, string Message, string? Inner = null) : IResult
{
    public static KeyVaultError Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, "Unauthorized", message);

    public static KeyVaultError NoRole { get; } =
        new(StatusCodes.Status403Forbidden, "Forbidden", "Caller is not authorized to perform action on resource.", "ForbiddenByRbac");

    public static KeyVaultError Disabled { get; } =
        new(StatusCodes.Status403Forbidden, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");

    public static KeyVaultError PurgeProtected { get; } = new(
        StatusCodes.Status403Forbidden,
        "Forbidden",
        "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it "
        + "after the retention period has passed.");

    public static KeyVaultError Bad(string message) => new(StatusCodes.Status400BadRequest, "BadParameter", message);

    public static KeyVaultError NotFound(string name) => new(
        StatusCodes.Status404NotFound,
        "SecretNotFound",
        $"A secret with (name/id) {name} was not found in this key vault. If you recently deleted this secret you may be able to recover it.");

    public static KeyVaultError Deleted(string name) => new(
        StatusCodes.Status409Conflict,
        "Conflict",
        $"Secret {name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.",
        "ObjectIsDeletedButRecoverable");

    public static KeyVaultError Recovering(string name) => new(
        StatusCodes.Status409Conflict,
        "Conflict",
        $"Secret {name} is currently being recovered and cannot be re-created; retry later.",
        "ObjectIsBeingRecovered");

    /// <summary>The body that a fault of this status sends.</summary>
    public static JsonObject UsualBody(int status) => Body(
        status switch
        {
            StatusCodes.Status401Unauthorized => "Unauthorized",
            StatusCodes.Status403Forbidden => "Forbidden",
            StatusCodes.Status404NotFound => "SecretNotFound",
            StatusCodes.Status409Conflict => "Conflict",
            StatusCodes.Status429TooManyRequests => "Throttled",
            StatusCodes.Status503ServiceUnavailable => "ServiceUnavailable",
            _ => "InternalError",
        },
        "A fault of the sandbox.",
        status switch
        {
            StatusCodes.Status403Forbidden => "ForbiddenByRbac",
            StatusCodes.Status409Conflict => "ObjectIsBeingRecovered",
            _ => null,
        });

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Note().Effect ??= $"refused: {Inner ?? Code}";
        return Results.Json(Body(Code, Message, Inner), statusCode: Status).ExecuteAsync(httpContext);
    }

    private static JsonObject Body(string code, string message, string? inner)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (inner is not null)
        {
            error["innererror"] = new JsonObject { ["code"] = inner };
        }

        return new JsonObject { ["error"] = error };
    }
}
