using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Identity;

/// <summary>What one policy's grant controls come to in a browser on an unmanaged device.</summary>
internal static class GrantDemand
{
    private enum Outcome
    {
        /// <summary>The person agrees on a page that the sandbox does not show.</summary>
        Met,
        SecondFactor,
        Unmet,
    }

    public static EntraError? Refusal(ConditionalAccessPolicy policy) =>
        Overall(policy) != Outcome.Unmet ? null
        : policy.Controls.Select(RefusalOf).OfType<EntraError>().First();

    public static bool IsSecondFactor(ConditionalAccessPolicy policy) => Overall(policy) == Outcome.SecondFactor;

    private static Outcome Overall(ConditionalAccessPolicy policy)
    {
        List<Outcome> outcomes =
        [
            .. policy.Controls.Select(Of),
            .. policy.CustomAuthenticationFactors.Select(_ => Outcome.SecondFactor),
            .. policy.TermsOfUse.Select(_ => Outcome.Met),
        ];
        if (policy.AuthenticationStrength is { } strength)
        {
            outcomes.Add(strength.RequirementsSatisfied == "mfa" ? Outcome.SecondFactor : Outcome.Met);
        }

        return outcomes.Count == 0 ? Outcome.Met
            : policy.Operator == GrantOperator.And || policy.Controls.Contains("block") ? outcomes.Max()
            : outcomes.Min();
    }

    private static Outcome Of(string control) =>
        RefusalOf(control) is not null ? Outcome.Unmet
        // A password is changed only after a second factor.
        : control is "mfa" or "passwordChange" ? Outcome.SecondFactor
        : Outcome.Met;

    private static EntraError? RefusalOf(string control) => control switch
    {
        "block" => EntraError.ConditionalAccessBlocks,
        "compliantDevice" => EntraError.DeviceNotCompliant,
        "domainJoinedDevice" => EntraError.DeviceNotJoined,
        "approvedApplication" or "compliantApplication" => EntraError.AppNotApproved,
        _ => null,
    };
}
