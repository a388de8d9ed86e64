using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Service;

/// <summary>Where the renewal service is (section <c>RenewalBot:RenewalService</c>).</summary>
internal sealed class RenewalServiceOptions
{
    public const string Section = "RenewalBot:RenewalService";

    /// <summary>The service's root, with a slash at the end, such as <c>https://renewals.example/</c>.</summary>
    public string BaseAddress { get; init; } = "";

    /// <summary>The scope of the bot's own token for the service: <c>api://{service app}/.default</c>.</summary>
    public string Scope { get; init; } = "";
}

internal sealed class RenewalServiceOptionsValidator(IHostEnvironment environment) : IValidateOptions<RenewalServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, RenewalServiceOptions options)
    {
        List<string> failures = [];
        if (!Uri.TryCreate(options.BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            failures.Add($"{RenewalServiceOptions.Section}:BaseAddress: '{options.BaseAddress}' is not an address. Give the renewal "
                + "service's root, such as https://renewals.example/.");
        }
        else if (!address.AbsoluteUri.EndsWith('/'))
        {
            failures.Add($"{RenewalServiceOptions.Section}:BaseAddress: add a slash at the end, or the last part of the path is lost.");
        }
        else if (address.Scheme == "http" && !environment.IsDevelopment())
        {
            failures.Add($"{RenewalServiceOptions.Section}:BaseAddress: admins' tokens travel to it, so it has to be https.");
        }

        if (!options.Scope.EndsWith("/.default", StringComparison.Ordinal))
        {
            failures.Add($"{RenewalServiceOptions.Section}:Scope: give the scope of the service's app registration, "
                + "api://{application ID}/.default.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
