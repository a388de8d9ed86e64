namespace HelpDesk.Renewals.SignInErrors;

internal sealed class EnglishSignInErrorTexts : SignInErrorTexts
{
    public override SignInErrorText UnknownCode { get; } = new(
        "Microsoft refused the sign-in",
        "HelpDesk does not know this code. Try once more; if it comes back, send the code, the correlation ID and the time to support.");

    protected override SignInErrorText AccountUnknown { get; } = new(
        "Microsoft does not know this account",
        "There is no account with this login in your tenant. Check the spelling, or sign in with another account.");

    protected override SignInErrorText AccountElsewhere { get; } = new(
        "This account belongs to another organization",
        "You signed in with an account that is not a member of this tenant. Sign in again and choose an account of the tenant whose secret "
            + "is to be renewed.");

    protected override SignInErrorText AccountLocked { get; } = new(
        "Sign-in is locked for now",
        "After too many wrong attempts, or from a network that looks dangerous, Microsoft locks the sign-in for a while. Wait a few "
            + "minutes and try again, from another network if you can.");

    protected override SignInErrorText AccountDisabled { get; } = new(
        "This account is disabled",
        "Nobody can sign in with it at present. Use another account, or have this one enabled in the Microsoft Entra admin center.");

    protected override SignInErrorText AccountNotAssigned { get; } = new(
        "This account may not use HelpDesk yet",
        "Your tenant admits only assigned people to this app. Assign your account or one of your groups under \"Enterprise applications\", "
            + "then try again.");

    protected override SignInErrorText WrongPassword { get; } = new(
        "Login and password do not match",
        "Check both and sign in again. Take your time: several wrong attempts in a row lock the account.");

    protected override SignInErrorText PasswordToChange { get; } = new(
        "The password has to be renewed first",
        "The account's password has expired, or the account has none that works. Set a new one, then sign in again.");

    protected override SignInErrorText SignInAgain { get; } = new(
        "Please sign in again",
        "Your earlier sign-in no longer counts, for example because some time has passed or the password was changed. Sign in once more to "
            + "go on.");

    protected override SignInErrorText StartOver { get; } = new(
        "The sign-in was not completed",
        "It took too long, or its answer arrived twice or for another tenant. Start it again from the chat, and finish it in one go.");

    protected override SignInErrorText SecondFactorNeeded { get; } = new(
        "Microsoft asks for a second proof",
        "Your account is protected by more than a password, which is as it should be. Sign in again in the browser and confirm the request "
            + "there.");

    protected override SignInErrorText SecondFactorToSetUp { get; } = new(
        "A second proof has to be set up",
        "Your tenant asks for more than a password, and this account has nothing else yet. Sign in again in the browser and follow the "
            + "steps that Microsoft shows.");

    protected override SignInErrorText SecondFactorSetUpBlocked { get; } = new(
        "The second proof cannot be set up now",
        "Microsoft considers this account or this sign-in at risk and does not let it set up a second proof. Have another administrator "
            + "check the account and unblock it.");

    protected override SignInErrorText OtherProofNeeded { get; } = new(
        "Another service has to confirm the sign-in",
        "Your tenant sends you to another provider for one more step. Sign in again in the browser and finish that step.");

    protected override SignInErrorText DeviceNotManaged { get; } = new(
        "This device is not accepted",
        "Your tenant allows this sign-in only from devices that it manages. Sign in from a managed computer, or have this one enrolled.");

    protected override SignInErrorText ClientNotApproved { get; } = new(
        "This browser or app is not accepted",
        "Your tenant allows this sign-in only from certain apps. Open the sign-in in one of them, or have the policy changed.");

    protected override SignInErrorText BlockedByPolicy { get; } = new(
        "A rule of your tenant blocks the sign-in",
        "A Conditional Access policy keeps this account from signing in here. Have the policy changed or the account excluded from it, or "
            + "sign in with an account that it does not cover.");

    protected override SignInErrorText BlockedAsLegacy { get; } = new(
        "This way of signing in is switched off",
        "Your tenant no longer accepts sign-ins by which a program sends the password itself. Sign in on Microsoft's own page in the "
            + "browser instead.");

    protected override SignInErrorText BlockedByNetwork { get; } = new(
        "Your network does not allow this tenant",
        "The network that you are in lets people sign in to certain tenants only. Ask its administrators to allow this one, or use another "
            + "network.");

    protected override SignInErrorText ConsentMissing { get; } = new(
        "HelpDesk has not been allowed yet",
        "Your tenant has not yet agreed to what HelpDesk needs for the renewal. Give consent, then go on.");

    protected override SignInErrorText ConsentDeclined { get; } = new(
        "Consent was not given",
        "Without it HelpDesk cannot renew anything, and nothing has been changed. Have a look at what it asks for, and give consent when "
            + "you are ready.");

    protected override SignInErrorText AdminConsentMissing { get; } = new(
        "An administrator has to agree first",
        "Your account cannot give this consent. Send the consent link to a Global Administrator or a Privileged Role Administrator, and go "
            + "on when they have agreed.");

    protected override SignInErrorText ConsentPending { get; } = new(
        "Your request for consent is waiting",
        "It has to be approved before you can go on. Ask the person who approves such requests in your tenant, and try again afterwards.");

    protected override SignInErrorText TenantUnknown { get; } = new(
        "Microsoft does not know this tenant",
        "No tenant has the name or ID that HelpDesk was given. Compare it with the tenant ID in the Microsoft Entra admin center and "
            + "correct it.");

    protected override SignInErrorText ServiceMissing { get; } = new(
        "A service is missing in your tenant",
        "HelpDesk needs a Microsoft service that your tenant does not have, or does not have switched on. Check the licences, and whether "
            + "the service is set up.");

    protected override SignInErrorText AppNotInTenant { get; } = new(
        "HelpDesk is not known in this tenant",
        "Either you signed in to another tenant than you meant, or HelpDesk has not been added to this one. Check the tenant; if it is the "
            + "right one, add HelpDesk and give consent.");

    protected override SignInErrorText AppDisabled { get; } = new(
        "HelpDesk is switched off in this tenant",
        "Somebody has disabled the app. Enable sign-in for it under \"Enterprise applications\", then try again.");

    protected override SignInErrorText ClockWrong { get; } = new(
        "A clock is wrong",
        "The time on HelpDesk's server differs too much from Microsoft's. Have the server's clock set right, then try again.");

    protected override SignInErrorText OwnSetup { get; } = new(
        "HelpDesk is not set up correctly",
        "The fault is on our side, not yours, and you cannot mend it here. Send the code, the correlation ID and the time to HelpDesk's "
            + "publisher.");

    protected override SignInErrorText OwnCredential { get; } = new(
        "Microsoft does not accept HelpDesk's own credentials",
        "What HelpDesk proves its identity with is wrong, missing or expired. Send the code, the correlation ID and the time to HelpDesk's "
            + "publisher.");

    protected override SignInErrorText ServiceBusy { get; } = new(
        "Microsoft's sign-in service is busy",
        "It could not answer just now, and nothing has been changed. Wait a few minutes and try again.");
}
