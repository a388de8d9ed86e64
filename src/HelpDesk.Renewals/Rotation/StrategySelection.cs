using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Languages;

namespace HelpDesk.Renewals.Rotation;

/// <summary>How a principal is renewed and where, or why it cannot be.</summary>
public sealed record StrategyChoice
{
    public RotationStrategy? Strategy { get; private init; }

    public DirectoryTarget? Target { get; private init; }

    /// <summary>The object that holds the credentials.</summary>
    public DirectoryObject? Holder { get; private init; }

    public StrategyRefusal? Refusal { get; private init; }

    /// <summary>In plain words, for an admin of the tenant.</summary>
    public string? RefusedBecause => Refusal is null ? null : CheckTexts.For(Language.English).Refused(Refusal);

    public static StrategyChoice Of(RotationStrategy strategy, CredentialHolder kind, DirectoryObject holder) =>
        new() { Strategy = strategy, Target = new(kind, holder.ObjectId), Holder = holder };

    public static StrategyChoice Refused(RefusedApp reason, string? homeTenantId = null) => new() { Refusal = new(reason, homeTenantId) };
}

/// <summary>Why an app cannot be renewed here.</summary>
public enum RefusedApp
{
    NotFound,
    HomedElsewhere,
    ManagedIdentity,
}

/// <param name="Reason">Why.</param>
/// <param name="HomeTenantId">The directory that holds the registration, where it is known.</param>
public sealed record StrategyRefusal(RefusedApp Reason, string? HomeTenantId);

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
        { ServicePrincipal: { Type: "ManagedIdentity" } } => StrategyChoice.Refused(RefusedApp.ManagedIdentity),
        { ServicePrincipal: { } foreign } => StrategyChoice.Refused(RefusedApp.HomedElsewhere, foreign.HomeTenantId),
        _ => StrategyChoice.Refused(RefusedApp.NotFound),
    };

    /// <summary>ACS wants a symmetric pair beside each password, and nothing else makes one.</summary>
    private static bool UsesAcs(DirectoryObject application) =>
        application.Keys.Any(k => k.IsSymmetric && (k.IsUsedTo(KeyEntry.Sign) || k.IsUsedTo(KeyEntry.Verify)));
}
