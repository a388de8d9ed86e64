using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words around the known issues. What each of them says comes from the renewal service.</summary>
internal partial class Texts
{
    public virtual string WhatToDoButton => "What to do";

    public virtual string DoneButton => "I have done this";

    public virtual string BackButton => "Back to the list";

    public virtual string ShowPassedButton => "Show what passed";

    public virtual string SupportButton => "For support";

    public virtual string AboutPageButton => "Open Settings → About";

    public virtual string GiveConsentButton => "Give consent";

    public virtual string ReadMoreButton => "Read more";

    public virtual string WhatToDo => "What to do";

    public virtual string WhoCould => "Who could do it";

    public virtual string LooksAt => "What was looked at:";

    public virtual string ForSupport => "For support, ready to copy:";

    public virtual string SupportTitle => "For support";

    public virtual string SupportText => "Select the lines below, copy them and send them to HelpDesk's support. There is no secret in them.";

    public virtual string PasswordRenewalsTitle => "Renewals by login and password have stopped working in Microsoft 365";

    public virtual string PasswordRenewalsText =>
        "This HelpDesk still renews by itself, on its page Settings → About. Microsoft has switched off the sign-in that it uses, so it is likely to fail "
        + "whatever stands below. Ask HelpDesk's vendor for the version that this bot can renew.";

    public virtual string PassedCount(int count) => count == 1 ? "One point passed." : $"{count} points passed.";

    public virtual string StillChecking(IReadOnlyList<string> titles) => $"Still looking at: {string.Join("; ", titles)} …";

    public virtual string ConfirmedByHand(string person, DateTimeOffset at) => $"{person} said that this is done ({Instant(at)}). I could not see it myself.";

    public virtual string PersonLine(string? login, string role) => login is null ? role : $"{role}, {login}";

    public virtual string MorePeople(int count) => count == 1 ? "One more person is not listed." : $"{count} more people are not listed.";

    public virtual string BelongsTo(string title) => $"This belongs to the point \"{title}\" of the checklist.";

    public virtual string DownSince(DateTimeOffset since) => $"HelpDesk is down since {Date(since)}: its secret has run out.";

    /// <summary>What may be done now without making anything worse.</summary>
    public virtual string SafeNow(RotationStrategy? strategy) => strategy switch
    {
        { } known when known.NeedsKeyPair() =>
            "It is safe to renew now: a renewal adds a secret and removes none. As the old one has run out, SharePoint takes the new one as soon as it knows it, "
            + "which can take a day. If anything fails, press \"For support\".",
        { } =>
            "It is safe to renew now: a renewal adds a secret and removes none, and the new one works within minutes. If anything fails, press \"For support\".",
        null => SafeAnyway,
    };

    /// <summary>Where the checks have something to say first, or the kind of secret is not known.</summary>
    public virtual string SafeAnyway =>
        "A renewal adds a secret and removes none, so nothing gets worse by it. Look first at what the checks say below. If anything fails, press \"For support\".";
}
