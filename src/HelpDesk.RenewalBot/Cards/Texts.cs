using System.Globalization;
using HelpDesk.Renewals.Languages;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>
/// Every word that a person reads, in English. Another language derives from this class and overrides what it can say;
/// <see cref="For"/> picks it by the client's locale. Names that come from outside are escaped by the cards, not here.
/// </summary>
internal partial class Texts
{
    /// <summary>All languages, English first.</summary>
    public static IReadOnlyList<Texts> All { get; } = [new(), new GermanTexts()];

    protected virtual CultureInfo Culture => CultureInfo.InvariantCulture;

    protected virtual string DatePattern => "d MMM yyyy";

    protected virtual string InstantPattern => "d MMM yyyy, HH:mm 'UTC'";

    public virtual string Language => "en";

    public virtual string GreetingTitle => "Hello! I look after HelpDesk's client secret";

    public virtual string GreetingText =>
        "HelpDesk reaches SharePoint with a client secret, and secrets expire. I tell you long before that happens, check what could "
        + "get in the way, renew the secret together with you and show that the new one works.";

    public virtual string GreetingPrivacy => "You sign in on your organisation's own page. I never see a password.";

    public virtual string GreetingUnidentified => "I can't see who you are in this chat. Please sign in, then I can tell you how your secrets are.";

    public virtual string GroupPointer =>
        "I talk about secrets in a personal chat only. Open a chat with me there and type \"status\".";

    public virtual string SignInButton => "Sign in";

    public virtual string OAuthTitle => "Sign in";

    public virtual string OAuthText => "Sign in with the account that you want to use for this. If the page ends with a code, type it here.";

    public virtual string OAuthOtherText => "Choose the account that you want to use for this. If the page ends with a code, type it here.";

    public virtual string OAuthIdentifyText => "Sign in, so that I know who you are. If the page ends with a code, type it here.";

    public virtual string OAuthAgain => "Please sign in with the button, or type the six-digit code from the page. \"cancel\" stops.";

    public virtual string HelpTitle => "What I can do";

    public virtual string HelpText => "Use the buttons, or type one of these words:";

    public virtual string UnknownTitle => "I didn't understand that";

    public virtual string UnknownText => "I know these words:";

    public virtual IReadOnlyList<(string Word, string Meaning)> Commands =>
    [
        ("status", "how your secrets are"),
        ("renew", "renew a secret"),
        ("check", "see what could block a renewal"),
        ("history", "earlier renewals"),
        ("temporary account", "the last resort, step by step"),
        ("sign out", "forget who signed in here"),
        ("cancel", "stop what we are doing"),
        ("help", "this list"),
    ];

    public virtual string StatusButton => "Show status";

    public virtual string RenewButton => "Renew now";

    public virtual string CheckButton => "Check first";

    public virtual string WhyButton => "Why?";

    public virtual string HistoryButton => "History";

    public virtual string HelpButton => "Help";

    public virtual string RefreshButton => "Refresh";

    public virtual string ContinueButton => "Continue";

    public virtual string CheckAgainButton => "Check again";

    public virtual string OtherAccountButton => "Use another account";

    public virtual string CancelButton => "Cancel";

    public virtual string ConfirmButton => "Renew the secret";

    public virtual string SignInAgainButton => "Sign in again";

    public virtual string TryAgainButton => "Try again";

    public virtual string Working => "One moment …";

    public virtual string WorkingOnChecks => "I'm looking for anything that could block the renewal …";

    public virtual string WorkingOnSignIn => "I'm getting the sign-in ready …";

    public virtual string WorkingOnRenewal => "I'm starting the renewal …";

    public virtual string Cancelled => "All right, I stopped. Nothing was changed.";

    public virtual string NothingToCancel => "There is nothing to stop right now.";

    public virtual string Updated =>
        "I was updated while we were in the middle of something, and can't go on where we stopped. Nothing was changed. We start over:";

    public virtual string UpdatedAtConfirmation =>
        "I was updated while we were in the middle of something, and can't go on where we stopped. If you had confirmed already, this chat "
        + "tells you how that renewal goes; otherwise nothing was changed. We start over:";

    public virtual string Idle => "We had begun something, and then it was quiet here for a long time, so I stopped it. You can begin again whenever you like.";

    public virtual string SignedOut => "You are signed out.";

    public virtual string NotSignedOut =>
        "I forgot who you are, but the sign-in service does not answer, so I can't be sure that you are signed out there. Please say \"sign out\" again in a few minutes.";

    public virtual string TooMuchAtOnce => "Several things came in at once, and I could not do this one. Please try it again.";

    public virtual string Outdated => "That card is out of date. This is how things are now:";

    public virtual string BadCard => "I can't use that button any more. Type \"status\" to see how things are now.";

    public virtual string ErrorTitle => "That didn't work";

    public virtual string NothingTitle => "There is nothing to look after";

    public virtual string StartUnknown =>
        "I asked for the renewal and got no answer, so I don't know yet whether it has begun. I keep looking, and this chat tells you when it has. "
        + "Asking again does no harm: one secret is never renewed twice at the same time.";

    public virtual string Unavailable => "I can't reach the renewal service right now. Nothing was changed. Please try again in a few minutes.";

    public virtual string NotAWatcher =>
        "I know of no HelpDesk secret that you look after. An administrator who has renewed one, or who is named as a contact, sees it here.";

    public virtual string NoRegistrations => "HelpDesk is not registered for your organisation yet, so there is no secret to look after.";

    public virtual string SignInRefused =>
        "That sign-in was not accepted. I need one from your organisation's own sign-in page. Please sign in again, or use another account.";

    public virtual string SignInEmulated =>
        "That sign-in came from the Emulator's test button and not from your organisation, so I can't accept it. Nothing was changed.";

    public virtual string SignInMissing => "The sign-in was not finished. Nothing was changed.";

    /// <summary>What to do when Teams could not sign somebody in by itself; the codes are those that Teams documents for signin/failure.</summary>
    public virtual string SignInFailed(string code) => code switch
    {
        "installappfailed" or "installedappnotfound" =>
            "Teams does not have HelpDesk Renewal installed for you, so it could not sign you in by itself. Use the button. If this comes again, "
            + "ask your Teams administrator to allow the app.",
        "resourcematchfailed" or "oauthcardnotvalid" =>
            "Teams could not sign you in by itself, because this app is not set up correctly. Its vendor has to fix that; please tell HelpDesk's "
            + "support. Until then the button works.",
        "userconsentrequired" => "Teams could not sign you in by itself: you, or your administrator, have to consent first. Use the button and accept what the page asks for.",
        "interactionrequired" => "Teams could not sign you in by itself: your organisation wants to see you do it. Use the button.",
        "tokenmissing" => "Teams got no sign-in for you from your organisation. Use the button; if that fails too, sign out of Teams and in again.",
        "authrequestfailed" or "invokeerror" => "Teams tried to sign you in by itself and did not manage. Use the button.",
        _ => "Teams could not sign you in by itself. Use the button.",
    };

    public virtual string NotAllowed => "This account may not do that.";

    public virtual string Unexpected(string reference) => $"Something went wrong on my side; it was not your doing. If it happens again, give support this reference: {reference}";

    public virtual string SignedInAs(string name) => $"Thank you, you are signed in as {name}.";

    /// <summary>The words for a client's locale; English where nobody has translated them yet.</summary>
    public static Texts For(string? locale) => All.FirstOrDefault(t => t.Language == LanguageTags.ToLanguage(locale).Tag()) ?? All[0];

    public string Date(DateTimeOffset date) => date.UtcDateTime.ToString(DatePattern, Culture);

    public string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantPattern, Culture);
}
