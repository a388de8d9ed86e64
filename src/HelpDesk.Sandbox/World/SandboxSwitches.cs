namespace HelpDesk.Sandbox.World;

/// <summary>
/// How the sandbox answers where the real behaviour is not confirmed, or where a test wants the other case. What renews
/// must be right under every setting. A reset restores the defaults.
/// </summary>
public sealed record SwitchValues
{
    /// <summary>Whether a PATCH may send known key credentials back with <c>key: null</c>, as reads return them.</summary>
    public bool NullKeyAccepted { get; init; } = true;

    /// <summary>Whether ACS compares with the base64 form of the secret (what add-ins send) or with the raw form.</summary>
    public bool AcsTakesBase64 { get; init; } = true;

    /// <summary>Real time until Entra's token endpoint knows a secret that Graph has just made.</summary>
    public TimeSpan EntraReplication { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Sandbox time until ACS knows a secret.</summary>
    public TimeSpan AcsPropagation { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether the customers' people have consented to the sign-in client beforehand.</summary>
    public bool PeopleHaveConsented { get; init; } = true;

    /// <summary>
    /// Whether Graph tells the version of an application or principal (<c>@odata.etag</c>) and refuses a PATCH whose <c>If-Match</c> is older.
    /// </summary>
    public bool EntityTags { get; init; }

    /// <summary>Whether the app-management policies of an object have an address by its client ID, too.</summary>
    public bool PoliciesByClientId { get; init; } = true;

    /// <summary>Real time that Key Vault needs to recover a deleted secret.</summary>
    public TimeSpan KeyVaultRecovery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the vault refuses to purge deleted secrets before their time.</summary>
    public bool KeyVaultPurgeProtection { get; init; } = true;

    /// <summary>Entries per page of Graph's lists.</summary>
    public int GraphPageSize { get; init; } = 100;
}

public sealed class SandboxSwitches
{
    public SandboxSwitches(SandboxWorld world) => world.WasReset += (_, _) => Values = new SwitchValues();

    public SwitchValues Values { get; set; } = new();
}
