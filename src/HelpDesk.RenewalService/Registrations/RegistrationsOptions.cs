using HelpDesk.RenewalService.Settings;
using Microsoft.Extensions.Options;
using KnownRoute = HelpDesk.Renewals.Contract.SignInRoute;

namespace HelpDesk.RenewalService.Registrations;

/// <summary>One HelpDesk installation to look after (section <c>RenewalService:Registrations:N</c>).</summary>
internal sealed class RegistrationOptions
{
    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    public string? TenantId { get; set; }

    public string? ClientId { get; set; }

    /// <summary>The SharePoint site that HelpDesk works on; needed to prove an access control secret.</summary>
    public string? SiteUrl { get; set; }

    /// <summary>Whether HelpDesk is renewed by this bot's sign-in, or still renews by itself with a login and a password.</summary>
    /// <remarks>A text: of a list the binder drops every entry that holds a value of the wrong kind, and says nothing.</remarks>
    public string? SignInRoute { get; set; }

    /// <summary>Null for a route that does not exist.</summary>
    public KnownRoute? Route => SignInRoute?.ToUpperInvariant() switch
    {
        null or "" or "DELEGATED" => KnownRoute.Delegated,
        "LEGACYPASSWORD" => KnownRoute.LegacyPassword,
        _ => null,
    };

    /// <summary>HelpDesk's page Settings → About, on which it renews by itself; needed on that route.</summary>
    public string? AboutPage { get; set; }

    /// <summary>Object IDs of people to tell from the start.</summary>
    public IList<string> Watchers { get; } = [];
}

/// <summary>The list as a whole: the section is an array.</summary>
internal sealed class RegistrationsOptions
{
    public const string Section = "Registrations";

    public List<RegistrationOptions> All { get; } = [];
}

internal sealed class RegistrationsOptionsValidator : IValidateOptions<RegistrationsOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistrationsOptions options)
    {
        List<string> failures = [];
        for (var i = 0; i < options.All.Count; i++)
        {
            Validate(options.All[i], $"{RegistrationsOptions.Section}:{i}", failures);
        }

        foreach (var twice in options.All.Where(r => r.Id is not null).GroupBy(r => r.Id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            failures.Add($"RenewalService:Registrations: the Id {twice.Key} is given {twice.Count()} times. Give each registration its own.");
        }

        foreach (var twice in options.All
            .Where(r => Guid.TryParse(r.TenantId, out _) && Guid.TryParse(r.ClientId, out _))
            .GroupBy(r => (Guid.Parse(r.TenantId!), Guid.Parse(r.ClientId!)))
            .Where(g => g.Count() > 1))
        {
            failures.Add(
                $"RenewalService:Registrations: the app {twice.Key.Item2} of tenant {twice.Key.Item1} is given {twice.Count()} times. "
                + "Two renewals of one app would write over each other; keep one registration of it.");
        }

        return failures.ToResult();
    }

    private static void Validate(RegistrationOptions registration, string key, List<string> failures)
    {
        failures.RequireGuid($"{key}:Id", registration.Id, "the registration an ID of its own and keep it");
        failures.RequireGuid($"{key}:TenantId", registration.TenantId, "the customer's directory (tenant) ID");
        failures.RequireGuid($"{key}:ClientId", registration.ClientId, "HelpDesk's client ID in that tenant");
        if (string.IsNullOrWhiteSpace(registration.DisplayName))
        {
            failures.Add($"RenewalService:{key}:DisplayName: it is missing. Give the name that people know.");
        }

        if (registration.SiteUrl is { Length: > 0 } site && !IsHttps(site))
        {
            failures.Add($"RenewalService:{key}:SiteUrl: '{site}' is not an https address. Give the site's address, or remove the setting.");
        }

        if (registration.Route is null)
        {
            failures.Add($"RenewalService:{key}:SignInRoute: '{registration.SignInRoute}' is not known. Give Delegated or LegacyPassword.");
        }

        if (registration.Route is KnownRoute.LegacyPassword && !IsHttps(registration.AboutPage))
        {
            failures.Add($"RenewalService:{key}:AboutPage: '{registration.AboutPage}' is not an https address. Give the one of HelpDesk's page Settings → About, or set SignInRoute to Delegated.");
        }

        for (var i = 0; i < registration.Watchers.Count; i++)
        {
            failures.RequireGuid($"{key}:Watchers:{i}", registration.Watchers[i], "the person's object ID");
        }
    }

    private static bool IsHttps(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https";
}
