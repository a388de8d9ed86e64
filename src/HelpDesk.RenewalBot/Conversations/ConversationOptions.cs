using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Conversations;

/// <summary>How long the bot waits for people (section <c>RenewalBot:Conversations</c>).</summary>
internal sealed class ConversationOptions
{
    public const string Section = "RenewalBot:Conversations";

    /// <summary>A dialog that has waited for so long is over. Sign-ins end after 15 minutes anyway.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(24);
}

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);

    public ValidateOptionsResult Validate(string? name, ConversationOptions options) => options.IdleTimeout >= Shortest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{ConversationOptions.Section}:IdleTimeout: give a time span of at least 15 minutes, such as 1.00:00:00.");
}
