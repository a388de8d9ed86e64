using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Proofs;

/// <summary>Whether a new secret could be proven at all; what cannot be proven is not begun.</summary>
public static class Provability
{
    /// <summary>Why it could not, in plain words; null when it can.</summary>
    public static string? Refusal(RotationStrategy strategy, string? siteUrl) => strategy.NeedsKeyPair() && string.IsNullOrEmpty(siteUrl)
        ? "HelpDesk's registration names no SharePoint site, and access control gives tokens for one site only: a new secret could not be proven. "
            + "The operator of the renewal service has to add the site's address."
        : null;
}
