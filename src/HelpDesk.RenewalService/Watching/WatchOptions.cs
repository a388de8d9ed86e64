using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Watching;

/// <summary>How often is looked (section <c>RenewalService:Watch</c>).</summary>
internal sealed class WatchOptions
{
    public const string Section = "Watch";

    /// <summary>Real time between two questions to the tables what is due.</summary>
    public TimeSpan Tick { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between two looks at the same registration.</summary>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromHours(12);
}

internal sealed class WatchOptionsValidator : IValidateOptions<WatchOptions>
{
    public ValidateOptionsResult Validate(string? name, WatchOptions options)
    {
        List<string> failures = [];
        failures.RequireDuration("Watch:Tick", options.Tick, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        failures.RequireDuration("Watch:ScanInterval", options.ScanInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        return failures.ToResult();
    }
}
