namespace HelpDesk.Sandbox.World;

/// <summary>A client secret of an application or principal.</summary>
public sealed record PasswordCredential
{
    public required Guid KeyId { get; init; }

    public string? DisplayName { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required SecretValue Secret { get; init; }

    /// <summary>Sandbox time at which it was written: ACS learns of it a day later.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Real time from which Entra's token endpoint knows it.</summary>
    public DateTimeOffset ReplicatedAt { get; init; } = DateTimeOffset.MinValue;

    public bool IsValidAt(DateTimeOffset now) => Start <= now && now < End;
}

/// <summary>A symmetric key of an add-in, or a certificate.</summary>
public sealed record KeyCredential
{
    public const string Symmetric = "Symmetric";
    public const string Certificate = "AsymmetricX509Cert";

    public required Guid KeyId { get; init; }

    public required string Type { get; init; }

    /// <summary><c>Sign</c> or <c>Verify</c>.</summary>
    public required string Usage { get; init; }

    public required ReadOnlyMemory<byte> Key { get; init; }

    public string? DisplayName { get; init; }

    public string? CustomKeyIdentifier { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public bool IsValidAt(DateTimeOffset now) => Start <= now && now < End;
}
