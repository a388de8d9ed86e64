using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.TokenService;

/// <summary>An OAuth connection as it is set up on the bot's registration in Azure.</summary>
/// <param name="Name">As the bot names it.</param>
/// <param name="AllowsExchange">Whether a token of the Teams account can be exchanged, without any page.</param>
/// <param name="Prompt">What the sign-in page is asked to do.</param>
public sealed record Connection(string Name, bool AllowsExchange, string? Prompt);

public static class Connections
{
    public const string OwnAccount = "HelpDeskRenewal";
    public const string OtherAccount = "HelpDeskRenewalOtherAccount";

    private static readonly Connection[] All = [new(OwnAccount, true, null), new(OtherAccount, false, "select_account")];

    public static Connection? Find(string? name) => Array.Find(All, c => c.Name == name);

    /// <summary>Both ask for the same: what the renewal service offers, for the sign-in client.</summary>
    public static string Scopes(SandboxWorld world) => $"openid profile api://{world.Own.Service.AppId}/Check api://{world.Own.Service.AppId}/Renew";
}
