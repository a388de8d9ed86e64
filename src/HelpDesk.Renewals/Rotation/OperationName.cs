namespace HelpDesk.Renewals.Rotation;

/// <summary>
/// The display name of the password that a renewal adds. The directory has no idempotent way to add one, so the name is how a renewal
/// finds its own password again after an answer was lost.
/// </summary>
public static class OperationName
{
    private const string Prefix = "HelpDesk renewal ";

    public static string Of(Guid renewalId) => $"{Prefix}{renewalId:D}";

    public static Guid? RenewalIdOf(string? displayName) =>
        displayName is not null && displayName.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(displayName.AsSpan(Prefix.Length), out var id)
            ? id
            : null;
}
