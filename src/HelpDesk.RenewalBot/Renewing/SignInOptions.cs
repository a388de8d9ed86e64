using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>The OAuth connections of the bot's registration (section <c>RenewalBot:SignIn</c>).</summary>
internal sealed class SignInOptions
{
    public const string Section = "RenewalBot:SignIn";

    /// <summary>The connection for the person's own account; silent sign-in may work.</summary>
    public string ConnectionName { get; init; } = "";

    /// <summary>The connection that always lets choose an account.</summary>
    public string OtherAccountConnectionName { get; init; } = "";
}

internal sealed class SignInOptionsValidator : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        List<string> failures = [];
        if (string.IsNullOrWhiteSpace(options.ConnectionName))
        {
            failures.Add($"{SignInOptions.Section}:ConnectionName: give the name of the OAuth connection of the bot's registration.");
        }

        if (string.IsNullOrWhiteSpace(options.OtherAccountConnectionName))
        {
            failures.Add($"{SignInOptions.Section}:OtherAccountConnectionName: give the name of the OAuth connection that asks which account to use.");
        }
        else if (options.OtherAccountConnectionName == options.ConnectionName)
        {
            failures.Add($"{SignInOptions.Section}:OtherAccountConnectionName: has to be a connection of its own, without token exchange.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
