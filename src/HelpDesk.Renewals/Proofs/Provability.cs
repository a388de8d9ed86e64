using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Proofs;

/// <summary>Whether a new secret could be proven at all; what cannot be proven is not begun.</summary>
public static class Provability
{
    /// <summary>Access control gives tokens for one site only, so that a registration without a site cannot be proven.</summary>
    public static bool NeedsSite(RotationStrategy strategy, string? siteUrl) => strategy.NeedsKeyPair() && string.IsNullOrEmpty(siteUrl);
}
