namespace HelpDesk.RenewalBot.Service;

/// <summary>A person of a customer's tenant, by the IDs that the channel vouches for or that a sign-in has proven.</summary>
internal sealed record Person(string TenantId, string PersonId)
{
    public static Person? From(string? tenantId, string? personId) =>
        string.IsNullOrEmpty(tenantId) || string.IsNullOrEmpty(personId)
            ? null
            : new Person(tenantId.ToLowerInvariant(), personId.ToLowerInvariant());
}
