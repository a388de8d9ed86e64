using System.Text.Json;
using HelpDesk.Bots.Schema;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Why Teams could not sign a person in silently: the codes of signin/failure, safe to be logged.</summary>
public static class SignInFailureCodes
{
    /// <summary>The app could not be installed for the person.</summary>
    public const string InstallAppFailed = "installappfailed";

    /// <summary>Teams' request for a token failed after the app had been installed.</summary>
    public const string AuthRequestFailed = "authrequestfailed";

    /// <summary>The app is not installed for the person or the group chat.</summary>
    public const string InstalledAppNotFound = "installedappnotfound";

    /// <summary>Something else went wrong on the way.</summary>
    public const string InvokeError = "invokeerror";

    /// <summary>The card's token exchange resource is not the one of the app's registration. Only who runs the bot can mend that.</summary>
    public const string ResourceMatchFailed = "resourcematchfailed";

    /// <summary>Teams could not read the card. Only who runs the bot can mend that.</summary>
    public const string OAuthCardNotValid = "oauthcardnotvalid";

    /// <summary>Teams got no token.</summary>
    public const string TokenMissing = "tokenmissing";

    /// <summary>The person has to consent first.</summary>
    public const string UserConsentRequired = "userconsentrequired";

    /// <summary>The person has to do something on the sign-in page.</summary>
    public const string InteractionRequired = "interactionrequired";

    /// <summary>Any other code, or none.</summary>
    public const string Unknown = "unknown";

    /// <summary>The code in the value of a signin/failure invoke: always one of these constants, whatever was sent.</summary>
    public static string Of(object? value) =>
        BotJson.TryRead<Dictionary<string, JsonElement>>(value, out var members)
        && members.TryGetValue("code", out var code)
        && code.ValueKind == JsonValueKind.String
            ? Known(code.GetString()!)
            : Unknown;

    /// <summary>What the person can do about it, in English.</summary>
    internal static string NextStep(string code) => code switch
    {
        InstallAppFailed or InstalledAppNotFound =>
            "Teams does not have this app installed for you. Please sign in with the button; if this comes again, ask your Teams administrator to allow the app.",
        ResourceMatchFailed or OAuthCardNotValid =>
            "Teams could not sign you in by itself: this app is not set up correctly, and its vendor has to fix that. The button still works.",
        UserConsentRequired => "This app needs your consent first. Please sign in with the button.",
        InteractionRequired => "Your organisation wants to see you sign in. Please use the button.",
        _ => "Teams could not sign you in by itself. Please sign in with the button.",
    };

    private static string Known(string code) => code.ToLowerInvariant() switch
    {
        InstallAppFailed => InstallAppFailed,
        AuthRequestFailed => AuthRequestFailed,
        InstalledAppNotFound => InstalledAppNotFound,
        InvokeError => InvokeError,
        ResourceMatchFailed => ResourceMatchFailed,
        OAuthCardNotValid => OAuthCardNotValid,
        TokenMissing => TokenMissing,
        UserConsentRequired => UserConsentRequired,
        InteractionRequired => InteractionRequired,
        _ => Unknown,
    };
}
