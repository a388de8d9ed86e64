using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.World;

public sealed record Route(string Method, string Path)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>All routes of the API, by who may call them.</summary>
internal static class Routes
{
    private static readonly string Watcher = OfPerson(WorldIds.Contoso.Tenant, WorldIds.Contoso.Ada);

    public static IReadOnlyList<Route> OfPeople { get; } =
    [
        new("GET", "/v1/me"),
        new("GET", "/v1/me/registrations"),
        new("GET", "/v1/me/candidates"),
        new("POST", $"/v1/registrations/{Ids.HelpDesk}/checks"),
        new("POST", $"/v1/registrations/{Ids.HelpDesk}/renewals"),
        new("GET", $"/v1/registrations/{Ids.HelpDesk}/renewals/{Ids.Unknown}"),
        new("GET", $"/v1/registrations/{Ids.HelpDesk}/renewals/{Ids.Unknown}/evidence"),
        new("GET", "/v1/me/evidence/verification"),
        new("POST", $"/v1/registrations/{Ids.HelpDesk}/clean-ups"),
    ];

    public static IReadOnlyList<Route> OfBot { get; } =
    [
        new("GET", "/v1/changes"),
        new("GET", $"{Watcher}/registrations"),
        new("GET", $"{Watcher}/registrations/{Ids.HelpDesk}/accounts/{Ids.Unknown}"),
        new("GET", $"{Watcher}/registrations/{Ids.HelpDesk}/renewals"),
        new("GET", $"{Watcher}/registrations/{Ids.HelpDesk}/renewals/{Ids.Unknown}/evidence"),
        new("GET", $"{Watcher}/evidence/verification"),
        new("POST", $"{Watcher}/registrations/{Ids.HelpDesk}/checks"),
        new("POST", $"{Watcher}/registrations/{Ids.HelpDesk}/checks/role/confirmation"),
    ];

    public static IEnumerable<Route> All => OfPeople.Concat(OfBot);

    public static string OfPerson(Guid tenant, Guid person) => $"/v1/tenants/{tenant}/people/{person}";
}
