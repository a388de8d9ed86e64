using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Microsoft Graph (section <c>RenewalService:Graph</c>).</summary>
internal sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>The origin followed by <c>/v1.0</c>; other clouds have other origins.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>What tokens for Graph are asked for.</summary>
    public string Scope { get; set; } = "https://graph.microsoft.com/.default";

    /// <summary>With a slash at its end.</summary>
    public Uri V1 => new(new Uri(BaseUrl!), "/v1.0/");

    /// <summary>The same Graph's beta version, for what v1.0 does not have.</summary>
    public Uri Beta => new(new Uri(BaseUrl!), "/beta/");
}

internal sealed class GraphOptionsValidator(IHostEnvironment environment) : IValidateOptions<GraphOptions>
{
    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        List<string> failures = [];
        failures.RequireAddress("Graph:BaseUrl", options.BaseUrl, environment);
        // The SDK cuts the version off by its length: with another path its batch requests go astray.
        if (Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) && address.AbsolutePath is not "/v1.0")
        {
            failures.Add($"RenewalService:Graph:BaseUrl: '{options.BaseUrl}' has to be an origin followed by /v1.0, such as https://graph.microsoft.com/v1.0.");
        }

        if (string.IsNullOrWhiteSpace(options.Scope))
        {
            failures.Add("RenewalService:Graph:Scope: it is empty. Remove it, or give the scope of this cloud's Graph.");
        }

        return failures.ToResult();
    }
}
