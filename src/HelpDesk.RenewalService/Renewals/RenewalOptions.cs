using HelpDesk.Renewals.Rotation;
using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Renewals;

/// <summary>How secrets are renewed (section <c>RenewalService:Renewals</c>).</summary>
internal sealed class RenewalOptions
{
    public const string Section = "Renewals";

    /// <summary>The wish for a new secret, in days; the tenant's policies and the strategy may shorten it.</summary>
    public int LifetimeInDays { get; set; } = (int)Lifetime.Default.TotalDays;

    /// <summary>How long after the confirmation its sign-in may write to the directory.</summary>
    public TimeSpan WriteWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two tries of what the directory needs a moment for.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after its making a secret of an Entra application is tried for the first time.</summary>
    public TimeSpan FirstProof { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>After how long such a secret usually works.</summary>
    public TimeSpan UsualProof { get; set; } = TimeSpan.FromSeconds(20);
}

internal sealed class RenewalOptionsValidator : IValidateOptions<RenewalOptions>
{
    private const int Shortest = 30;

    public ValidateOptionsResult Validate(string? name, RenewalOptions options)
    {
        List<string> failures = [];
        if (options.LifetimeInDays is < Shortest or > 3650)
        {
            failures.Add(Of(nameof(options.LifetimeInDays), $"{options.LifetimeInDays} is not between {Shortest} and 3650. Give the days that a new secret shall last, for example 730."));
        }

        if (options.WriteWindow < TimeSpan.FromMinutes(1) || options.WriteWindow > TimeSpan.FromMinutes(50))
        {
            failures.Add(Of(nameof(options.WriteWindow), $"{options.WriteWindow:c} is not between 00:01:00 and 00:50:00, the time in which a sign-in can write. Give for example 00:10:00."));
        }

        Bound(nameof(options.Pause), options.Pause, TimeSpan.Zero, TimeSpan.FromSeconds(30), failures);
        Bound(nameof(options.FirstProof), options.FirstProof, TimeSpan.Zero, TimeSpan.FromMinutes(1), failures);
        Bound(nameof(options.UsualProof), options.UsualProof, options.FirstProof, TimeSpan.FromMinutes(10), failures);
        return failures.ToResult();
    }

    private static void Bound(string name, TimeSpan given, TimeSpan least, TimeSpan most, List<string> failures)
    {
        if (given < least || given > most)
        {
            failures.Add(Of(name, $"{given:c} is not between {least:c} and {most:c}. Remove it for the usual time."));
        }
    }

    private static string Of(string name, string what) => $"{SettingsSection.Root}:{RenewalOptions.Section}:{name}: {what}";
}
