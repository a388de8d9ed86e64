using HelpDesk.Renewals.Languages;

namespace HelpDesk.Renewals.SignInErrors;

/// <summary>A refusal in plain words.</summary>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Explanation">What it means and what to do, in one or two sentences.</param>
public sealed record SignInErrorText(string Title, string Explanation);

/// <summary>The words for refused sign-ins. Every member is abstract, so that a language without one does not compile.</summary>
public abstract class SignInErrorTexts
{
    private static readonly EnglishSignInErrorTexts English = new();
    private static readonly GermanSignInErrorTexts German = new();

    /// <summary>For a code that is not in the list.</summary>
    public abstract SignInErrorText UnknownCode { get; }

    protected abstract SignInErrorText AccountUnknown { get; }

    protected abstract SignInErrorText AccountElsewhere { get; }

    protected abstract SignInErrorText AccountLocked { get; }

    protected abstract SignInErrorText AccountDisabled { get; }

    protected abstract SignInErrorText AccountNotAssigned { get; }

    protected abstract SignInErrorText WrongPassword { get; }

    protected abstract SignInErrorText PasswordToChange { get; }

    protected abstract SignInErrorText SignInAgain { get; }

    protected abstract SignInErrorText StartOver { get; }

    protected abstract SignInErrorText SecondFactorNeeded { get; }

    protected abstract SignInErrorText SecondFactorToSetUp { get; }

    protected abstract SignInErrorText SecondFactorSetUpBlocked { get; }

    protected abstract SignInErrorText OtherProofNeeded { get; }

    protected abstract SignInErrorText DeviceNotManaged { get; }

    protected abstract SignInErrorText ClientNotApproved { get; }

    protected abstract SignInErrorText BlockedByPolicy { get; }

    protected abstract SignInErrorText BlockedAsLegacy { get; }

    protected abstract SignInErrorText BlockedByNetwork { get; }

    protected abstract SignInErrorText ConsentMissing { get; }

    protected abstract SignInErrorText ConsentDeclined { get; }

    protected abstract SignInErrorText AdminConsentMissing { get; }

    protected abstract SignInErrorText ConsentPending { get; }

    protected abstract SignInErrorText TenantUnknown { get; }

    protected abstract SignInErrorText ServiceMissing { get; }

    protected abstract SignInErrorText AppNotInTenant { get; }

    protected abstract SignInErrorText AppDisabled { get; }

    protected abstract SignInErrorText ClockWrong { get; }

    protected abstract SignInErrorText OwnSetup { get; }

    protected abstract SignInErrorText OwnCredential { get; }

    protected abstract SignInErrorText ServiceBusy { get; }

    public static SignInErrorTexts For(Language language) => language is Language.German ? German : English;

    public SignInErrorText Of(SignInErrorKind kind) => kind switch
    {
        SignInErrorKind.AccountUnknown => AccountUnknown,
        SignInErrorKind.AccountElsewhere => AccountElsewhere,
        SignInErrorKind.AccountLocked => AccountLocked,
        SignInErrorKind.AccountDisabled => AccountDisabled,
        SignInErrorKind.AccountNotAssigned => AccountNotAssigned,
        SignInErrorKind.WrongPassword => WrongPassword,
        SignInErrorKind.PasswordToChange => PasswordToChange,
        SignInErrorKind.SignInAgain => SignInAgain,
        SignInErrorKind.StartOver => StartOver,
        SignInErrorKind.SecondFactorNeeded => SecondFactorNeeded,
        SignInErrorKind.SecondFactorToSetUp => SecondFactorToSetUp,
        SignInErrorKind.SecondFactorSetUpBlocked => SecondFactorSetUpBlocked,
        SignInErrorKind.OtherProofNeeded => OtherProofNeeded,
        SignInErrorKind.DeviceNotManaged => DeviceNotManaged,
        SignInErrorKind.ClientNotApproved => ClientNotApproved,
        SignInErrorKind.BlockedByPolicy => BlockedByPolicy,
        SignInErrorKind.BlockedAsLegacy => BlockedAsLegacy,
        SignInErrorKind.BlockedByNetwork => BlockedByNetwork,
        SignInErrorKind.ConsentMissing => ConsentMissing,
        SignInErrorKind.ConsentDeclined => ConsentDeclined,
        SignInErrorKind.AdminConsentMissing => AdminConsentMissing,
        SignInErrorKind.ConsentPending => ConsentPending,
        SignInErrorKind.TenantUnknown => TenantUnknown,
        SignInErrorKind.ServiceMissing => ServiceMissing,
        SignInErrorKind.AppNotInTenant => AppNotInTenant,
        SignInErrorKind.AppDisabled => AppDisabled,
        SignInErrorKind.ClockWrong => ClockWrong,
        SignInErrorKind.OwnSetup => OwnSetup,
        SignInErrorKind.OwnCredential => OwnCredential,
        SignInErrorKind.ServiceBusy => ServiceBusy,
        _ => UnknownCode,
    };
}
