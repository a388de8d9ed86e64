using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words about secrets, checks and renewals.</summary>
internal partial class Texts
{
    public virtual string Registration => "Registration";

    public virtual string ExpiresOn => "Expires";

    public virtual string ExpiredOn => "Expired";

    public virtual string Site => "Site";

    public virtual string Why =>
        "Every client secret has an end date. On that day Microsoft 365 stops accepting it, and HelpDesk can no longer sign in to "
        + "SharePoint: no requests, no answers, for everyone. A renewal adds a new secret while the old one still works.";

    public virtual string WarningText => "If nobody renews it, HelpDesk stops working for everyone in your organisation on that day.";

    public virtual string ExpiredText => "HelpDesk can't reach SharePoint until the secret is renewed. Renew it to bring HelpDesk back.";

    public virtual string CountdownLabel => "days left";

    public virtual string ChooseTitle => "Which secret?";

    public virtual string ChooseText => "Pick one, or type its name.";

    public virtual string ChooseAgain => "I don't know that one. Please pick one of the buttons, or type its name.";

    public virtual string ChecklistRunning => "Checking …";

    public virtual string ChecklistRunningText => "I'm looking for anything that could block the renewal. This takes a few seconds.";

    public virtual string ChecklistAnswers => "Please use the buttons, or type \"continue\", \"check again\", \"other account\" or \"cancel\".";

    public virtual string ConfirmAnswers => "Please use the buttons, or type \"yes\", \"no\" or \"other account\".";

    public virtual string ConfirmTitle => "Ready to renew";

    public virtual string MoreChoices(int count) => count == 1 ? "One more is not listed. You can type its name." : $"{count} more are not listed. You can type their names.";

    public virtual string MoreSecrets(int count) =>
        count == 1 ? "One more secret is not shown; it is less pressing." : $"{count} more secrets are not shown; they are less pressing.";

    public virtual string MoreRenewals(int count) => count == 1 ? "One more renewal is not shown." : $"{count} more renewals are not shown.";

    public virtual string MoreChecks(int count) =>
        count == 1 ? "One more point is not shown; it is less pressing." : $"{count} more points are not shown; they are less pressing.";

    public virtual string EvidenceButton => "Evidence";

    public virtual string PropagatingWhy =>
        "SharePoint's sign-in service goes on handing out the old secret's key until it expires. That is normal.";

    public virtual string LatestRenewal => "Latest renewal";

    public virtual string StatusTitle => "Your secrets";

    public virtual string HistoryTitle => "Earlier renewals";

    public virtual string HistoryEmpty => "Nothing has been renewed yet.";

    public virtual string NotScanned => "not looked at yet";

    public virtual string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    public virtual string WarningTitle(string name, int daysLeft) => daysLeft switch
    {
        > 0 => $"{name}'s client secret expires in {Days(daysLeft)}",
        0 => $"{name}'s client secret expires today",
        _ => $"{name}'s client secret has expired",
    };

    public virtual string DaysLeft(int days) => $"{Days(days)} left";

    public virtual string ChecklistTitle(string name) => $"Before renewing {name}";

    public virtual string CheckedFor(string account, DateTimeOffset at) => $"Checked for {account}, {Instant(at)}";

    public virtual string ChecklistSummary(int blocking, int open) => (blocking, open) switch
    {
        ( > 1, _) => $"{blocking} things block the renewal.",
        (1, _) => "One thing blocks the renewal.",
        (0, 0) => "Nothing is in the way.",
        (0, 1) => "Nothing blocks the renewal. One point is worth a look.",
        _ => $"Nothing blocks the renewal. {open} points are worth a look.",
    };

    public virtual string Blocked => "Please fix what blocks and check again, or use another account that may renew.";

    public virtual string Result(CheckResult result) => result switch
    {
        CheckResult.Passed => "passed",
        CheckResult.FailedBlocks => "no, and that blocks the renewal",
        CheckResult.FailedDoesNotBlock => "no, but this way of signing in does not need it",
        CheckResult.CannotTell => "cannot tell",
        _ => "could not be read",
    };

    public virtual string SignedInLine(string name, string userPrincipalName) => $"Signed in as {name} ({userPrincipalName})";

    public virtual string RoleLine(IReadOnlyList<string> roles) => roles.Count == 0 ? "no directory role" : string.Join(", ", roles);

    public virtual string Role => "Role";

    public virtual string Account => "Account";

    public virtual string Difference(string checkedName) =>
        $"This is not the account that I checked before ({checkedName}). I have checked this one now; please make sure that it is the one you want.";

    public virtual string RolesChanged(IReadOnlyList<string> before, IReadOnlyList<string> now) =>
        $"When I checked this account, it held {RoleLine(before)}. Now it holds {RoleLine(now)}. Please make sure that this is what you want.";

    public virtual string WrongTenant => "That account belongs to another organisation than the secret. Nothing was changed. Please use an account of the organisation that owns it.";

    public virtual string ConfirmText(string name, DateTimeOffset? oldUntil, DateTimeOffset now) =>
        $"This adds a new secret to the registration {name} and puts it into HelpDesk's vault. {OldSecret(oldUntil, now)}";

    public virtual string RenewalActive(string startedBy) => $"{startedBy} has already started a renewal. This is how it stands:";

    public virtual string RenewalActiveByYou => "You have already started this renewal. This is how it stands:";

    private string OldSecret(DateTimeOffset? until, DateTimeOffset now) => until switch
    {
        null => "Secrets that are there are kept.",
        { } end when end <= now => $"The old secret ran out on {Date(end)}.",
        { } end => $"The old secret is kept until {Date(end)}.",
    };

    public virtual string ProgressTitle(string name, RenewalState state) => state switch
    {
        RenewalState.Propagating => $"{name}: the new secret is in place, proof follows",
        RenewalState.Proven or RenewalState.Retired => $"{name}: renewed and proven",
        RenewalState.RolledBack => $"{name}: not renewed",
        RenewalState.NeedsSignIn => $"{name}: please sign in again",
        RenewalState.NeedsPerson => $"{name}: the renewal needs somebody's help",
        RenewalState.Unknown => $"{name}: I can't tell how the renewal stands",
        _ => $"Renewing {name}'s secret",
    };

    public virtual string StartedBy(string name, DateTimeOffset at) => $"Started by {name}, {Instant(at)}";

    /// <summary>Who signed in for a renewal that had stopped, and when.</summary>
    public virtual string CarriedOnBy(string name, DateTimeOffset at) => $"Carried on by {name}, {Instant(at)}";

    public virtual string Step(RenewalState state) => state switch
    {
        RenewalState.Staged => "Staged: the new secret exists",
        RenewalState.Delivered => "Delivered: it is in HelpDesk's vault",
        RenewalState.Propagating => "Propagating: SharePoint takes it over",
        _ => "Proven: a token was obtained with it",
    };

    /// <summary>A step that was not taken must not read as if it were.</summary>
    public virtual string StepNotTaken(RenewalState state, bool isOver)
    {
        var name = state switch
        {
            RenewalState.Staged => "Staged",
            RenewalState.Delivered => "Delivered",
            RenewalState.Propagating => "Propagating",
            _ => "Proven",
        };
        return isOver ? $"{name}: not done" : $"{name}: not yet";
    }

    public virtual string Next(Renewal renewal) => renewal.State switch
    {
        RenewalState.Claimed or RenewalState.Preflighted => "Next: the new secret is made.",
        RenewalState.Staged => "Next: it is handed to HelpDesk.",
        RenewalState.Delivered => "Next: I ask for a token with it.",
        RenewalState.Propagating => $"{ProofFollows(renewal.ProofExpectedAt)} {Meanwhile(renewal)}",
        RenewalState.RolledBack => "The old secret is untouched. You can try again.",
        RenewalState.NeedsSignIn => "Sign in again and I go on where it stopped.",
        RenewalState.Unknown => "The renewal service reports a step that I do not know. I show the outcome as soon as there is one.",
        _ => "When that is done, try again.",
    };

    public virtual string Proven(DateTimeOffset? until) => until is { } end
        ? $"A token was obtained with the new secret. It is valid until {Date(end)} (read back from your directory)."
        : "A token was obtained with the new secret.";

    public virtual string Told(string name, Renewal renewal) => renewal switch
    {
        { State: RenewalState.Proven or RenewalState.Retired, NewSecretExpires: { } until } => $"{name}'s secret is renewed and proven. It is valid until {Date(until)}.",
        { State: RenewalState.Proven or RenewalState.Retired } => $"{name}'s secret is renewed and proven.",
        _ => $"{ProgressTitle(name, renewal.State)}. {Next(renewal)}",
    };

    private string ProofFollows(DateTimeOffset? at) => at is { } then ? $"The proof follows after {Instant(then)}." : "The proof follows later.";

    /// <summary>For cards that say as of when they are.</summary>
    public virtual string ProofIn(TimeSpan left) => left switch
    {
        { TotalDays: >= 2 } => $"Its proof follows in {Days((int)left.TotalDays)}.",
        { TotalHours: >= 2 } => $"Its proof follows in {(int)left.TotalHours} hours.",
        { TotalMinutes: >= 2 } => $"Its proof follows in {(int)left.TotalMinutes} minutes.",
        _ => "Its proof follows any minute now.",
    };

    // Where the vault never had the old value, only HelpDesk's own configuration can carry it over the time until the new one works.
    private string Meanwhile(Renewal renewal) => renewal switch
    {
        _ when !renewal.Strategy.NeedsKeyPair() => "You need not do anything.",
        { OldSecretInVault: true } => "Until then HelpDesk goes on with the old secret. You need not do anything.",
        { OldSecretExpires: { } end } => $"Until then HelpDesk needs the old secret. The vault never held it, so leave it in HelpDesk's own configuration until {Date(end)}.",
        _ => "There is no old secret to go on with.",
    };

    public virtual string Cause => "What happened";

    public virtual string Status(SecretStatus status) => status switch
    {
        SecretStatus.Healthy => "healthy",
        SecretStatus.Due => "renew soon",
        SecretStatus.Urgent => "renew now",
        SecretStatus.Expired => "expired",
        _ => "unknown",
    };

    public virtual string StatusLine(DateTimeOffset? until, int? daysLeft) => (until, daysLeft) switch
    {
        ({ } end, { } days) when days >= 0 => $"valid until {Date(end)} ({DaysLeft(days)})",
        ({ } end, _) => $"expired on {Date(end)}",
        _ => "I do not know until when it is valid",
    };

    public virtual string AsOf(DateTimeOffset at) => $"As of {Instant(at)}";

    public virtual string LastLooked(DateTimeOffset? at) => at is { } then ? $"last looked at {Instant(then)}" : NotScanned;

    public virtual string UnknownBecause(string? reason) => reason is null ? "I could not find out." : $"I could not find out: {reason}";

    public virtual string State(RenewalState state) => state switch
    {
        RenewalState.Proven => "proven",
        RenewalState.Retired => "proven, old secret retired",
        RenewalState.Propagating => "propagating",
        RenewalState.RolledBack => "not renewed",
        RenewalState.NeedsSignIn => "waits for a sign-in",
        RenewalState.NeedsPerson => "needs help",
        RenewalState.Unknown => "unknown",
        _ => "under way",
    };

    public virtual string HistoryLine(Renewal renewal) =>
        renewal is { State: RenewalState.Propagating or RenewalState.Proven or RenewalState.Retired, NewSecretExpires: { } until }
        ? $"{State(renewal.State)}, new secret valid until {Date(until)}"
        : State(renewal.State);
}
