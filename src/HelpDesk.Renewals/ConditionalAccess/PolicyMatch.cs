namespace HelpDesk.Renewals.ConditionalAccess;

/// <summary>Why it cannot be said whether a policy applies.</summary>
[Flags]
public enum Doubts
{
    None = 0,
    Location = 1,
    Platform = 2,
    Device = 4,
    Risk = 8,
    AuthenticationFlow = 16,

    /// <summary>A value that this product does not know.</summary>
    UnknownValue = 32,
    GroupsUnreadable = 64,
    RolesUnreadable = 128,
    ApplicationFilter = 256,

    /// <summary>The policy names guests, and whether the user is one of that kind is not known.</summary>
    GuestKind = 512,
}

/// <summary>Whether a policy, or a part of it, matches a sign-in: no, yes, or perhaps with the reason.</summary>
public readonly record struct PolicyMatch
{
    public static readonly PolicyMatch No;
    public static readonly PolicyMatch Yes = new() { IsPossible = true };

    private bool IsPossible { get; init; }

    /// <summary>What stands between "perhaps" and "yes"; none if the answer is certain.</summary>
    public Doubts Doubts { get; private init; }

    public bool Applies => IsPossible && Doubts is Doubts.None;

    public bool MayApply => Doubts is not Doubts.None;

    public bool DoesNotApply => !IsPossible;

    public bool IsCertain => !MayApply;

    public static PolicyMatch Perhaps(Doubts doubts) => new() { IsPossible = true, Doubts = doubts };

    public override string ToString() => this switch
    {
        { DoesNotApply: true } => "does not apply",
        { Applies: true } => "applies",
        _ => $"may apply ({Doubts})",
    };

    internal static PolicyMatch When(bool condition) => condition ? Yes : No;

    /// <summary>Yes unless there are doubts.</summary>
    internal static PolicyMatch Unless(Doubts doubts) => doubts is Doubts.None ? Yes : Perhaps(doubts);

    internal static PolicyMatch All(params ReadOnlySpan<PolicyMatch> parts)
    {
        var all = Yes;
        foreach (var part in parts)
        {
            all = all.DoesNotApply || part.DoesNotApply ? No : Unless(all.Doubts | part.Doubts);
        }

        return all;
    }

    internal static PolicyMatch Any(params IEnumerable<PolicyMatch> parts)
    {
        var any = No;
        foreach (var part in parts)
        {
            any = any.Applies || part.Applies ? Yes : any.DoesNotApply && part.DoesNotApply ? No : Perhaps(any.Doubts | part.Doubts);
        }

        return any;
    }

    internal static PolicyMatch Not(PolicyMatch part) => part.MayApply ? part : When(part.DoesNotApply);
}
