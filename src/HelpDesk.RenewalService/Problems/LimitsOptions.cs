using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Problems;

/// <summary>How many requests a minute are answered (section <c>RenewalService:Limits</c>); more get 429 with Retry-After.</summary>
internal sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>Of one signed-in person.</summary>
    public int PersonPerMinute { get; set; } = 120;

    /// <summary>Of the bot, which speaks for everybody.</summary>
    public int AppPerMinute { get; set; } = 3000;

    /// <summary>Of all callers at one address who have not shown who they are.</summary>
    public int AddressPerMinute { get; set; } = 300;
}

internal sealed class LimitsOptionsValidator : IValidateOptions<LimitsOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitsOptions options)
    {
        (string Name, int Value)[] limits =
        [
            (nameof(options.PersonPerMinute), options.PersonPerMinute),
            (nameof(options.AppPerMinute), options.AppPerMinute),
            (nameof(options.AddressPerMinute), options.AddressPerMinute),
        ];
        return limits.Where(l => l.Value < 1)
            .Select(l => $"{SettingsSection.Root}:{LimitsOptions.Section}:{l.Name}: {l.Value} is below 1. Give the requests a minute, or remove the setting.")
            .ToList()
            .ToResult();
    }
}
