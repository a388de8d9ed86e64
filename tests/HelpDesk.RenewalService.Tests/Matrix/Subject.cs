using HelpDesk.RenewalService.Tests.World;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Vaults;
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
        Old = Passwords.Single(p => p.KeyId == OldKeyIdOf(strategy));
    }

    public Guid Registration => RegistrationOf(_strategy).Id;

    public bool NeedsKeyPair => _strategy is not RotationStrategy.EntraApplication;

    public CredentialHolder Holder => _strategy is RotationStrategy.AcsLegacyPrincipal
        ? _sandbox.World.Find<ServicePrincipal>(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInPrincipal)!
        : _sandbox.World.Find<Application>(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApplication)!;

    public IReadOnlyList<PasswordCredential> Passwords { get; }

    /// <summary>The one that HelpDesk works with before the renewal.</summary>
    public PasswordCredential Old { get; }

    /// <summary>When it is of no more use to anybody: at its end, and for access control a week later.</summary>
    public DateTimeOffset OldIsOver => Old.End + (NeedsKeyPair ? TimeSpan.FromDays(7) : TimeSpan.Zero);

    public IReadOnlyList<KeyCredential> Keys { get; }

    public IReadOnlyList<PasswordCredential> NewPasswords => [.. Holder.Passwords.Where(p => Passwords.All(b => b.KeyId != p.KeyId))];

    public IReadOnlyList<KeyCredential> NewKeys => [.. Holder.Keys.Where(k => Keys.All(b => b.KeyId != k.KeyId))];

    public static ConfiguredRegistration RegistrationOf(RotationStrategy strategy) =>
        World.Settings.Registrations.Single(r => r.Id == (strategy is RotationStrategy.AcsLegacyPrincipal ? Ids.AddIn : Ids.HelpDesk));

    /// <summary>HelpDesk has its old secret from the vault.</summary>
    public Task GiveOldAsync(VaultInSight vault) =>
        vault.WriteAsync(Registration, VaultNames.ClientSecret, new(new(Old.Secret.Reveal()), Old.KeyId, Old.End));

    /// <summary>Gives the story's app what the strategy is chosen by, and a certificate that is nobody's business.</summary>
    public static Subject Arrange(SandboxHost sandbox, RotationStrategy strategy)
    {
        var id = strategy is RotationStrategy.AcsLegacyPrincipal ? WorldIds.Contoso.AddInPrincipal : WorldIds.Contoso.HelpDeskApplication;
        var password = OldKeyIdOf(strategy);
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

    /// <summary>Whether the old secret's removal takes the key away too.</summary>
    public bool IsOfOld(KeyCredential key) => key.Type == KeyCredential.Symmetric && key.Start == Old.Start && key.End == Old.End;

    private static Guid OldKeyIdOf(RotationStrategy strategy) =>
        strategy is RotationStrategy.AcsLegacyPrincipal ? WorldIds.Contoso.AddInPassword : WorldIds.Contoso.HelpDeskPassword;

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
