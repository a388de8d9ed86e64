namespace HelpDesk.Sandbox.World;

/// <summary>Somebody who was deleted and can be restored for thirty days.</summary>
public sealed record DeletedPerson(Person Person, DateTimeOffset DeletedAt)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The login name, which is free for somebody else meanwhile.</summary>
    public string UserPrincipalName => $"{Person.Id:N}{Person.UserPrincipalName}";

    public bool IsKeptAt(DateTimeOffset now) => now < DeletedAt + Kept;
}
