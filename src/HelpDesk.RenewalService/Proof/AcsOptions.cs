using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Proof;

/// <summary>SharePoint's access control service (section <c>RenewalService:Acs</c>).</summary>
internal sealed class AcsOptions
{
    public const string Section = "Acs";

    /// <summary>With a slash at its end; a token for a realm is at <c>{BaseUrl}{realm}/tokens/OAuth/2</c>.</summary>
    public string? BaseUrl { get; set; }

    public Uri TokenEndpoint(string realm) => new(new Uri(BaseUrl!.EndsWith('/') ? BaseUrl : BaseUrl + "/"), $"{realm}/tokens/OAuth/2");
}

internal sealed class AcsOptionsValidator(IHostEnvironment environment) : IValidateOptions<AcsOptions>
{
    public ValidateOptionsResult Validate(string? name, AcsOptions options)
    {
        List<string> failures = [];
        failures.RequireAddress("Acs:BaseUrl", options.BaseUrl, environment);
        return failures.ToResult();
    }
}
