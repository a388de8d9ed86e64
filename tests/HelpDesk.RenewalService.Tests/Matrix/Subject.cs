using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Renewals.Contract;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.Matrix;

/// <summary>An app that is renewed by one strategy, and what its directory held before.</summary>
internal sealed class Subject
{
    private readonly SandboxHost _sandbox;
    private readonly RotationStrategy _strategy;

    private Subject(SandboxHost sandbox, RotationStrategy strategy)
    {
        (_sandbox, _strategy) = (sandbox, strategy);
        Passwords = Holder.Passwords;
        Keys = Holder.Keys;
    }

    public Guid Registration => RegistrationOf(_strategy).Id;

    public bool NeedsKeyPair => _strategy is not RotationStrategy.EntraApplication;

    public CredentialHolder Holder => _strategy is RotationStrategy.AcsLegacyPrincipal
        ? _sandbox.World.Find<ServicePrincipal>(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInPrincipal)!
        : _sandbox.World.Find<Application>(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApplication)!;

    public IReadOnlyList<PasswordCredential> Passwords { get; }

    public IReadOnlyList<KeyCredential> Keys { get; }

    public IReadOnlyList<PasswordCredential> NewPasswords => [.. Holder.Passwords.Where(p => Passwords.All(b => b.KeyId != p.KeyId))];

    public IReadOnlyList<KeyCredential> NewKeys => [.. Holder.Keys.Where(k => Keys.All(b => b.KeyId != k.KeyId))];

    public static ConfiguredRegistration RegistrationOf(RotationStrategy strategy) =>
        World.Settings.Registrations.Single(r => r.Id == (strategy is RotationStrategy.AcsLegacyPrincipal ? Ids.AddIn : Ids.HelpDesk));

    /// <summary>Gives the story's app what the strategy is chosen by, and a certificate that is nobody's business.</summary>
    public static Subject Arrange(SandboxHost sandbox, RotationStrategy strategy)
    {
        var (id, password) = strategy is RotationStrategy.AcsLegacyPrincipal
            ? (WorldIds.Contoso.AddInPrincipal, WorldIds.Contoso.AddInPassword)
            : (WorldIds.Contoso.HelpDeskApplication, WorldIds.Contoso.HelpDeskPassword);
        sandbox.World.Change<CredentialHolder>(id, holder =>
        {
            var secret = holder.Passwords.Single(p => p.KeyId == password);
            var keys = holder.Keys.Append(Key(secret, KeyCredential.Certificate, "Verify"));
            return holder with
            {
                Keys = [.. strategy is RotationStrategy.AcsApplication ? keys.Concat([Key(secret, KeyCredential.Symmetric, "Sign"), Key(secret, KeyCredential.Symmetric, "Verify")]) : keys],
            };
        });
        return new(sandbox, strategy);
    }

    private static KeyCredential Key(PasswordCredential secret, string type, string usage) => new()
    {
        KeyId = Guid.NewGuid(),
        Type = type,
        Usage = usage,
        Key = secret.Secret.ToBytes(),
        Start = secret.Start,
        End = secret.End,
        WrittenAt = secret.WrittenAt,
    };
}
