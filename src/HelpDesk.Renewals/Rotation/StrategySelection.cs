using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Rotation;

/// <summary>How a principal is renewed and where, or why it cannot be.</summary>
public sealed record StrategyChoice
{
    public RotationStrategy? Strategy { get; private init; }

    public DirectoryTarget? Target { get; private init; }

    /// <summary>The object that holds the credentials.</summary>
    public DirectoryObject? Holder { get; private init; }

    /// <summary>In plain words, for an admin of the tenant.</summary>
    public string? RefusedBecause { get; private init; }

    public static StrategyChoice Of(RotationStrategy strategy, CredentialHolder kind, DirectoryObject holder) =>
        new() { Strategy = strategy, Target = new(kind, holder.ObjectId), Holder = holder };

    public static StrategyChoice Refused(string because) => new() { RefusedBecause = because };
}

/// <summary>Decides by what the directory holds, not by what somebody entered.</summary>
public static class StrategySelection
{
    /// <summary>
    /// Principals registered through SharePoint before December 2024 have no application and are renewed on the service principal;
    /// later ones, and ordinary registrations, on the application. An application that lives in another tenant is renewed there.
    /// </summary>
    public static StrategyChoice Choose(Principal principal) => principal switch
    {
        // An application is the better evidence: its service principal may not be replicated yet.
        { Application: { } application } => StrategyChoice.Of(
            UsesAcs(application) ? RotationStrategy.AcsApplication : RotationStrategy.EntraApplication,
            CredentialHolder.Application,
            application),
        { ServicePrincipal: { IsLegacy: true } legacy } => StrategyChoice.Of(
            RotationStrategy.AcsLegacyPrincipal,
            CredentialHolder.ServicePrincipal,
            legacy.Object),
        { ServicePrincipal: { Type: "ManagedIdentity" } } => StrategyChoice.Refused(
            "This client ID belongs to a managed identity. Azure renews its credentials by itself; nobody else can."),
        { ServicePrincipal: { } foreign } => StrategyChoice.Refused(
            $"The app registration of this client ID is not in this directory{Home(foreign)}. Only an admin of the directory that holds it "
            + "can renew its secret: ask the publisher of the app."),
        _ => StrategyChoice.Refused(
            "The directory holds no app with this client ID. HelpDesk may have been removed, or be registered under another client ID."),
    };

    /// <summary>ACS wants a symmetric pair beside each password, and nothing else makes one.</summary>
    private static bool UsesAcs(DirectoryObject application) =>
        application.Keys.Any(k => k.IsSymmetric && (k.IsUsedTo(KeyEntry.Sign) || k.IsUsedTo(KeyEntry.Verify)));

    private static string Home(ServicePrincipalObject principal) =>
        principal.HomeTenantId is { Length: > 0 } home ? $" but in directory {home}" : string.Empty;
}
