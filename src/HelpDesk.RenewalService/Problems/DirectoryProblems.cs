using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Vaults;
using HelpDesk.RenewalService.Entra;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Problems;

/// <summary>Turns the failure of a customer's directory, or of the vault, into an answer that says what to do.</summary>
internal sealed partial class DirectoryProblems(IOptions<EntraOptions> entra, ILogger<DirectoryProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is VaultException vault)
        {
            Log.VaultFailed(logger, vault);
            await Problem.Of(StatusCodes.Status503ServiceUnavailable, Problem.VaultUnavailable, vault.Message).ExecuteAsync(httpContext);
            return true;
        }

        if (exception is not DirectoryException failure)
        {
            return false;
        }

        Log.Failed(logger, failure.Fault, failure.Code, failure.CorrelationId);
        var (status, code) = Answer(failure.Fault);
        await Problem.Of(
            status,
            code,
            failure.Message,
            ("error", failure.Code),
            ("correlationId", failure.CorrelationId),
            ("claims", failure.Claims),
            ("consentLink", ConsentLink(httpContext, failure))).ExecuteAsync(httpContext);
        return true;
    }

    private Uri? ConsentLink(HttpContext context, DirectoryException failure) =>
        failure.Fault is DirectoryFault.ConsentMissing && context.User.FindFirst("tid")?.Value is { } tenant && context.User.HasClaim(c => c.Type == "scp")
            ? entra.Value.ConsentPageOf(tenant)
            : null;

    private static (int Status, string Code) Answer(DirectoryFault fault) => fault switch
    {
        DirectoryFault.SignInAgain => (StatusCodes.Status401Unauthorized, "signInAgain"),
        DirectoryFault.ConsentMissing => (StatusCodes.Status403Forbidden, "consentMissing"),
        DirectoryFault.Forbidden => (StatusCodes.Status403Forbidden, "directoryForbidden"),
        DirectoryFault.NotFound => (StatusCodes.Status404NotFound, "directoryNotFound"),
        DirectoryFault.RefusedByPolicy => (StatusCodes.Status409Conflict, "refusedByPolicy"),
        DirectoryFault.Refused => (StatusCodes.Status502BadGateway, "directoryRefused"),
        DirectoryFault.Throttled => (StatusCodes.Status503ServiceUnavailable, "directoryBusy"),
        DirectoryFault.Misconfigured => (StatusCodes.Status500InternalServerError, "serviceMisconfigured"),
        _ => (StatusCodes.Status502BadGateway, "directoryUnavailable"),
    };

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Error, "The vault did not do what was asked")]
        public static partial void VaultFailed(ILogger logger, Exception exception);

        [LoggerMessage(2010, LogLevel.Warning, "A directory did not do what was asked: {Fault}, code {Code}, correlation ID {CorrelationId}")]
        public static partial void Failed(ILogger logger, DirectoryFault fault, string? code, string? correlationId);
    }
}
