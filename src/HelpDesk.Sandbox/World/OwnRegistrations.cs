namespace HelpDesk.Sandbox.World;

/// <summary>One of our own app registrations and the secret that its host is started with.</summary>
public sealed record OwnRegistration(Guid AppId, string Name, SecretValue ClientSecret);

/// <summary>The three registrations of the architecture; secrets are made at start and never stored.</summary>
public sealed class OwnRegistrations
{
    /// <summary>Single tenant; speaks to the connector and, by the role <c>Watch</c>, to the service.</summary>
    public OwnRegistration Bot { get; } = new(WorldIds.Vendor.BotApp, "HelpDesk Renewal Bot", SecretValue.Create());

    /// <summary>The API that customers consent to.</summary>
    public OwnRegistration Service { get; } = new(WorldIds.Vendor.ServiceApp, "HelpDesk Renewal Service", SecretValue.Create());

    /// <summary>What people sign in to from the chat.</summary>
    public OwnRegistration SignIn { get; } = new(WorldIds.Vendor.SignInApp, "HelpDesk Renewal sign-in", SecretValue.Create());

    public IReadOnlyList<OwnRegistration> All => [Bot, Service, SignIn];
}
