namespace HelpDesk.Renewals.SignInErrors;

/// <summary>What a person can do about a refused sign-in.</summary>
public enum NextStep
{
    TryAgain,
    OtherAccount,
    TryLater,

    /// <summary>Something has to be changed first.</summary>
    AfterChange,

    /// <summary>Nothing that the admin could mend.</summary>
    AskPublisher,
    GiveConsent,
}

/// <summary>Refusals that a person would treat alike.</summary>
public enum SignInErrorKind
{
    AccountUnknown,
    AccountElsewhere,
    AccountLocked,
    AccountDisabled,
    AccountNotAssigned,
    WrongPassword,
    PasswordToChange,
    SignInAgain,
    StartOver,
    SecondFactorNeeded,
    SecondFactorToSetUp,
    SecondFactorSetUpBlocked,
    OtherProofNeeded,
    DeviceNotManaged,
    ClientNotApproved,
    BlockedByPolicy,
    BlockedAsLegacy,
    BlockedByNetwork,
    ConsentMissing,
    ConsentDeclined,
    AdminConsentMissing,
    ConsentPending,
    TenantUnknown,
    ServiceMissing,
    AppNotInTenant,
    AppDisabled,
    ClockWrong,
    OwnSetup,
    OwnCredential,
    ServiceBusy,
}

/// <summary>An AADSTS code and what is known about it.</summary>
/// <param name="Code">The number after <c>AADSTS</c>.</param>
/// <param name="Kind">Refusals of one kind share their words.</param>
/// <param name="Check">The name of the known-issue check that it belongs to; null if to none.</param>
/// <param name="Next">What a person can do.</param>
/// <param name="Link">Where Microsoft describes the cure, if it does.</param>
public sealed record SignInError(int Code, SignInErrorKind Kind, string? Check, NextStep Next, Uri? Link);

/// <summary>A code that was found in a text.</summary>
/// <param name="Code">The number after <c>AADSTS</c>.</param>
/// <param name="Error">What is known about it; null if nothing is.</param>
public sealed record FoundSignInError(int Code, SignInError? Error);
