using System.Buffers;

namespace HelpDesk.Renewals.Directories;

/// <summary>The form of a login that an administrator may have given a new account of theirs.</summary>
/// <seealso href="https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname"/>
public static class AccountLogin
{
    private const int LongestName = 64;
    private const int LongestDomain = 48;
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static readonly SearchValues<char> OfName = SearchValues.Create($"{LettersAndDigits}.-_'");
    private static readonly SearchValues<char> OfDomain = SearchValues.Create($"{LettersAndDigits}.-");

    public static bool IsWellFormed(string? login) =>
        login?.Split('@') is [{ Length: > 0 and <= LongestName } name, { Length: > 0 and <= LongestDomain } domain]
        && IsMadeOf(name, OfName)
        && IsMadeOf(domain, OfDomain)
        && domain.Contains('.', StringComparison.Ordinal);

    // Dots only within and never side by side: an address must not be able to turn into another path.
    private static bool IsMadeOf(string part, SearchValues<char> characters) =>
        !part.AsSpan().ContainsAnyExcept(characters)
        && part[0] != '.'
        && part[^1] != '.'
        && !part.Contains("..", StringComparison.Ordinal);
}
