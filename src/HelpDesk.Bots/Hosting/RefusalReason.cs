namespace HelpDesk.Bots.Hosting;

/// <summary>Why a request started no turn. The caller learns the status only; log and metric have the reason.</summary>
internal enum RefusalReason
{
    None,

    // The request
    ContentType,
    BodyTooLarge,
    BodyUnreadable,
    NotAnActivity,
    FieldMissing,

    // The token
    NoToken,
    NotABearerToken,
    TokenMalformed,
    Algorithm,
    Issuer,
    Audience,
    Expired,
    NotYetValid,
    UnknownKey,
    Signature,
    ServiceUrlClaimMissing,
    TokenVersion,
    AppId,
    KeysUnavailable,

    // The token and the activity
    ChannelNotEndorsed,
    ServiceUrlDiffers,
    ServiceUrlNotAllowed,
}

internal static class RefusalReasons
{
    public static int Status(this RefusalReason reason) => reason switch
    {
        RefusalReason.ContentType => 415,
        RefusalReason.BodyTooLarge => 413,
        RefusalReason.BodyUnreadable or RefusalReason.NotAnActivity or RefusalReason.FieldMissing => 400,
        RefusalReason.ChannelNotEndorsed or RefusalReason.ServiceUrlDiffers or RefusalReason.ServiceUrlNotAllowed => 403,
        RefusalReason.KeysUnavailable => 503,
        _ => 401,
    };
}
