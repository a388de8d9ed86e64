namespace HelpDesk.Renewals.ConditionalAccess;

public enum GrantOperator
{
    And,
    Or,
    Unknown,
}

public enum ControlKind
{
    Block,
    MultiFactor,
    Device,
    App,
    PasswordChange,
    Terms,
    Custom,

    /// <summary>A set of sign-in methods that is not known to be multi-factor authentication.</summary>
    OtherStrength,
    Unknown,
}

/// <summary>What a policy demands before it lets somebody in.</summary>
public sealed record GrantControls
{
    public required GrantOperator Operator { get; init; }

    public IReadOnlyList<string> BuiltIn { get; init; } = [];

    public IReadOnlyList<string> CustomFactors { get; init; } = [];

    public IReadOnlyList<string> TermsOfUse { get; init; } = [];

    public AuthenticationStrength? Strength { get; init; }

    /// <summary>All of them, as kinds: the operator joins them whichever list they stand in.</summary>
    public IReadOnlyList<ControlKind> Controls =>
    [
        .. BuiltIn.Select(KindOf),
        .. CustomFactors.Select(_ => ControlKind.Custom),
        .. TermsOfUse.Select(_ => ControlKind.Terms),
        .. Strength is null ? Array.Empty<ControlKind>() : [Strength.Kind],
    ];

    public bool Blocks => Controls.Contains(ControlKind.Block);

    private static ControlKind KindOf(string control) => control.ToUpperInvariant() switch
    {
        "BLOCK" => ControlKind.Block,
        "MFA" => ControlKind.MultiFactor,
        "COMPLIANTDEVICE" or "DOMAINJOINEDDEVICE" => ControlKind.Device,
        "APPROVEDAPPLICATION" or "COMPLIANTAPPLICATION" => ControlKind.App,
        "PASSWORDCHANGE" => ControlKind.PasswordChange,
        _ => ControlKind.Unknown,
    };
}

/// <summary>A named set of sign-in methods that a policy asks for.</summary>
/// <param name="DisplayName">Its name, for a person to read.</param>
/// <param name="RequirementsSatisfied">What answering it proves: <c>mfa</c>, <c>none</c> or what the directory invents next.</param>
public sealed record AuthenticationStrength(string? DisplayName, string? RequirementsSatisfied)
{
    public ControlKind Kind => RequirementsSatisfied?.ToUpperInvariant() switch
    {
        "MFA" => ControlKind.MultiFactor,
        "NONE" => ControlKind.OtherStrength,
        _ => ControlKind.Unknown,
    };
}
