using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Watching;

namespace HelpDesk.Renewals.Tests;

/// <summary>Objects of a directory as the documentation shows them.</summary>
internal static class Sample
{
    public const string Tenant = "0c0c0c0c-0000-4000-8000-000000000001";
    public const string ClientId = "0d0d0d0d-0000-4000-8000-000000000001";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public static Registration Registration { get; } = new()
    {
        Id = new("0a0a0a0a-0000-4000-8000-000000000001"),
        DisplayName = "HelpDesk",
        TenantId = Tenant,
        ClientId = ClientId,
        SiteUrl = "https://contoso.sharepoint.com/sites/helpdesk",
    };

    public static PasswordEntry Password(DateTimeOffset end, string? name = null) =>
        new() { KeyId = Guid.NewGuid(), DisplayName = name, Start = end.AddYears(-1), End = end };

    public static KeyEntry Key(string usage, DateTimeOffset end, string type = KeyEntry.Symmetric) =>
        new() { KeyId = Guid.NewGuid(), Type = type, Usage = usage, Start = end.AddYears(-1), End = end };

    public static KeyEntry[] Pair(DateTimeOffset end) => [Key(KeyEntry.Sign, end), Key(KeyEntry.Verify, end)];

    public static DirectoryObject Object(IReadOnlyList<PasswordEntry>? passwords = null, IReadOnlyList<KeyEntry>? keys = null) => new()
    {
        ObjectId = "object",
        ClientId = ClientId,
        DisplayName = "HelpDesk",
        Passwords = passwords ?? [],
        Keys = keys ?? [],
        Created = Now.AddYears(-3),
    };

    public static ServicePrincipalObject ServicePrincipal(string type, DirectoryObject? holder = null, bool enabled = true, string? home = null) =>
        new() { Object = holder ?? Object(), Type = type, AccountEnabled = enabled, HomeTenantId = home };

    /// <summary>A renewal that went through these states.</summary>
    public static RenewalRecord Renewal(params RenewalState[] states) => new()
    {
        Id = Guid.NewGuid(),
        RegistrationId = Registration.Id,
        TenantId = Tenant,
        Strategy = RotationStrategy.EntraApplication,
        State = states[^1],
        StartedBy = new("ada", "Ada Lindqvist"),
        StartedAt = Now,
        UpdatedAt = Now,
        Steps = [.. states.Select(s => new RenewalStep { State = s, At = Now, Evidence = "It went on." })],
    };
}
