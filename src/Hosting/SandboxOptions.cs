using Microsoft.Extensions.Options;

namespace HelpDesk.Hosting;

/// <summary>
/// What only the sandbox needs (section <c>Sandbox</c>). Valid in Development only: elsewhere a host that is given any of
/// these refuses to start, because each of them weakens what the host trusts.
/// </summary>
internal sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>Path of a PEM file. When set, TLS connections trust this root and no other.</summary>
    public string? TrustedRootPath { get; init; }

    /// <summary>Path of an eight-byte file that holds the sandbox clock's offset in ticks; see <see cref="SandboxClock"/>.</summary>
    public string? ClockPath { get; init; }

    /// <summary>The host stops when the process with this ID ends.</summary>
    public int? ParentProcessId { get; init; }

    public bool IsUsed => TrustedRootPath is not null || ClockPath is not null || ParentProcessId is not null;
}

internal sealed class SandboxOptionsValidator(IHostEnvironment environment) : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        if (!options.IsUsed)
        {
            return ValidateOptionsResult.Success;
        }

        List<string> failures = [];
        if (!environment.IsDevelopment())
        {
            failures.Add($"{SandboxOptions.Section}: these settings are for the sandbox. Remove the section: the environment is "
                + $"{environment.EnvironmentName}, not Development.");
        }

        if (options.TrustedRootPath is { } root && !File.Exists(root))
        {
            failures.Add($"{SandboxOptions.Section}:TrustedRootPath: there is no file '{root}'. Give the path of the sandbox's root in PEM form.");
        }

        if (options.ClockPath is { } clock && !File.Exists(clock))
        {
            failures.Add($"{SandboxOptions.Section}:ClockPath: there is no file '{clock}'. Give the path of the sandbox's clock file.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
