using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Feed;

/// <summary>How the renewal service's change feed is followed (section <c>RenewalBot:Feed</c>).</summary>
internal sealed class FeedOptions
{
    public const string Section = "RenewalBot:Feed";

    /// <summary>The pause between two questions.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(15);
}

internal sealed class FeedOptionsValidator : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options) => options.PollInterval > TimeSpan.Zero
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{FeedOptions.Section}:PollInterval: give a time span above zero, such as 00:00:15.");
}
