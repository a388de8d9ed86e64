using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>The outcome of one known issue; title and reason come from the texts.</summary>
internal sealed record Finding(CheckResult Result, string Evidence)
{
    public Fix? Fix { get; init; }

    /// <summary>What to do about it, in order.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    public IReadOnlyList<RoleHolder> People { get; init; } = [];

    /// <summary>Whether an admin's word is taken where the directory says nothing.</summary>
    public bool MayConfirm { get; init; }

    public static Finding Passed(string evidence) => new(CheckResult.Passed, evidence);

    public static Finding Blocks(string evidence) => new(CheckResult.FailedBlocks, evidence);

    public static Finding AskAdmin(string evidence) => new(CheckResult.CannotTell, evidence) { MayConfirm = true };
}
