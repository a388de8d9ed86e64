using HelpDesk.Bots.Cards;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Checks;
using HelpDesk.RenewalBot.History;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.Service;
using HelpDesk.RenewalBot.SignInErrors;
using HelpDesk.RenewalBot.Status;
using HelpDesk.RenewalBot.TemporaryAccounts;
using HelpDesk.Renewals.Checks;
using HelpDesk.Renewals.Contract;
using HelpDesk.Storage.Bot;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.RenewalBot.Tests.Cards;

/// <summary>Each card of the product in its main states.</summary>
internal static class CardSamples
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("22222222-2222-4222-8222-222222222222");
    private static readonly Guid Key = new("44444444-4444-4444-8444-444444444444");

    public static IReadOnlyDictionary<string, Func<AdaptiveCard>> All { get; } = new Dictionary<string, Func<AdaptiveCard>>
    {
        ["greeting"] = () => TalkCards.Greeting(Context(), true),
        ["greeting-unidentified"] = () => TalkCards.Greeting(Context("emulator"), false),
        ["help"] = () => TalkCards.Help(Context()),
        ["not-understood"] = () => TalkCards.NotUnderstood(Context()),
        ["error"] = () => TalkCards.Error(Context(), Context().Texts.Unavailable, Context().Buttons.Make("Try again", CardVerb.Status)),
        ["nothing"] = () => TalkCards.Nothing(Context(), Context().Texts.NotAWatcher),
        ["not-allowed"] = () => Context().Tell(new ServiceProblem { Failure = ServiceFailure.NotAllowed, Detail = "Only [admins] may." }, Id, Context().Buttons.Make("Try again", CardVerb.Renew, Id)),
        ["not-a-watcher"] = () => Context().Tell(new ServiceProblem { Failure = ServiceFailure.NotAWatcher }, null, Context().Buttons.Make("Try again", CardVerb.Status)),
        ["warning"] = () => WarningCard.Build(Context(), Registration(14)),
        ["warning-emulator"] = () => WarningCard.Build(Context("emulator"), Registration(14)),
        ["warning-expired"] = () => WarningCard.Build(Context(), Registration(-3)),
        ["choose"] = () => ChooseCard.Build(Context(), [Registration(14), Registration(75, "HelpDesk for SharePoint")], Id),
        ["checklist-running"] = () => ChecklistCard.Running(Context(), Registration(14)),
        ["checklist-clear"] = () => ChecklistCard.Build(Context(), Registration(14), Checklist(CheckResult.Passed, CheckResult.Passed), Id),
        ["checklist-blocked"] = () => ChecklistCard.Build(Context(), Registration(14), Checklist([.. Enum.GetValues<CheckResult>().Except([CheckResult.Pending])]), Id),
        ["checklist-partial"] = () => ChecklistCard.Build(
            Context(), Registration(14), Checklist(CheckResult.Passed, CheckResult.FailedBlocks, CheckResult.Pending, CheckResult.Pending) with { IsComplete = false }, Id),
        ["checklist-expired"] = () => ChecklistCard.Build(
            Context(), Registration(-12) with { Strategy = RotationStrategy.AcsLegacyPrincipal }, Checklist(CheckResult.CannotTell, CheckResult.Passed), Id),
        ["checklist-by-password"] = () => ChecklistCard.Build(
            Context(),
            Registration(14),
            Checklist(CheckResult.FailedBlocks, CheckResult.Passed) with { Route = SignInRoute.LegacyPassword, AboutPage = new("https://helpdesk.contoso.example/settings/about") },
            Id),
        ["check-step"] = () => CheckStepCard.Build(Context(), Registration(14), Step(), Id),
        ["support"] = () => SupportCard.Build(Context(), Registration(-12), Checklist(CheckResult.FailedBlocks, CheckResult.Passed), Id),
        ["sign-in-error"] = () => SignInErrorCard.Build(Context(), new SignInTrouble { Code = 53003, CorrelationId = "5b6e", RegistrationId = Id }),
        ["sign-in-error-consent"] = () => SignInErrorCard.Build(
            Context(), new SignInTrouble { Code = 65001, ConsentLink = new("https://login.microsoftonline.com/tenant/adminconsent?client_id=app"), RegistrationId = Id }),
        ["sign-in-error-unknown"] = () => SignInErrorCard.Build(Context(), new SignInTrouble { Code = 987654, CorrelationId = "5b6e", RegistrationId = Id }),
        ["confirm"] = () => ConfirmCard.Build(Context(), Registration(14), Admin("Ada Admin"), null, Id, Key),
        ["confirm-other-account"] = () => ConfirmCard.Build(Context(), Registration(14), Admin("Grace Global"), Context().Texts.Difference("Ada Admin"), Id, Key),
        ["progress-staged"] = () => ProgressCard.Build(Context(), Registration(14), Renewal(RenewalState.Staged)),
        ["progress-propagating"] = () => ProgressCard.Build(
            Context(), Registration(14), Renewal(RenewalState.Propagating, RotationStrategy.AcsLegacyPrincipal) with { OldSecretInVault = true }),
        ["progress-propagating-old-not-in-vault"] = () => ProgressCard.Build(
            Context(), Registration(14), Renewal(RenewalState.Propagating, RotationStrategy.AcsLegacyPrincipal)),
        ["progress-propagating-held-up"] = () => ProgressCard.Build(
            Context(), Registration(14), Renewal(RenewalState.Propagating, RotationStrategy.AcsLegacyPrincipal) with { OldSecretInVault = true, Cause = "SharePoint's access control service could not be reached." }),
        ["progress-goes-on"] = () => ProgressCard.Build(Context(), Registration(14), GoesOn(Renewal(RenewalState.Staged))),
        ["progress-proven"] = () => ProgressCard.Build(Context(), Registration(730), Renewal(RenewalState.Proven)),
        ["progress-rolled-back"] = () => ProgressCard.Build(Context(), Registration(14), Renewal(RenewalState.RolledBack)),
        ["progress-needs-sign-in"] = () => ProgressCard.Build(Context(), Registration(14), Renewal(RenewalState.NeedsSignIn)),
        ["progress-refused-sign-in"] = () => ProgressCard.Build(
            Context(), Registration(14), Renewal(RenewalState.NeedsSignIn) with { Cause = "Nothing was written. The sign-in is no longer accepted: sign in again. (AADSTS53003, correlation ID 5b6e)" }),
        ["progress-needs-person"] = () => ProgressCard.Build(Context(), Registration(14), Renewal(RenewalState.NeedsPerson)),
        ["status"] = () => StatusCard.Build(
            Context(),
            [Registration(700, "Renewed") with { LatestRenewal = Renewal(RenewalState.Proven) }, Registration(14), Registration(null, "Lost"), Registration(-3, "Late")]),
        ["progress-retired"] = () => ProgressCard.Build(
            Context(), Registration(700), Renewal(RenewalState.Proven) with { State = RenewalState.Retired, OldSecretFate = OldSecretFate.LeftToExpire, EvidenceNumber = 7, EvidenceHead = Head }),
        ["progress-orphan"] = () => ProgressCard.Build(Context(), Registration(14), Renewal(RenewalState.NeedsPerson) with { OrphanKeyId = Key }),
        ["status-leftovers"] = () => StatusCard.Build(Context(), [Registration(700) with { Leftovers = [Leftover(LeftoverKind.Expired)] }]),
        ["clean-up"] = () => CleanUpCard.Build(
            Context(), Registration(700), new() { Removed = [Leftover(LeftoverKind.Expired), Leftover(LeftoverKind.Orphan)], Kept = [Leftover(LeftoverKind.Expired)] }),
        ["clean-up-nothing"] = () => CleanUpCard.Build(Context(), Registration(700), new()),
        ["status-propagating"] = () => StatusCard.Build(
            Context(), [Registration(14) with { LatestRenewal = Renewal(RenewalState.Propagating, RotationStrategy.AcsLegacyPrincipal) }]),
        ["status-empty"] = () => StatusCard.Build(Context(), []),
        ["status-temporary-account"] = () => StatusCard.Build(Context(), [Registration(14)], TemporaryAccount()),
        ["check-step-last-resort"] = () => CheckStepCard.Build(Context(), Registration(14), Step() with { Name = CheckNames.Role }, Id),
        ["temporary-account-alternatives"] = () => TemporaryAccountCards.Alternatives(Context(), Talk()),
        ["temporary-account-guide"] = () => TemporaryAccountCards.Guide(Context(), Talk()),
        ["temporary-account-remembered"] = () => TemporaryAccountCards.Remembered(Context(), Talk(), isNew: true),
        ["temporary-account-remembered-unseen"] = () => TemporaryAccountCards.Remembered(Context(), Talk() with { ObjectId = null }, isNew: true),
        ["temporary-account-remembered-already"] = () => TemporaryAccountCards.Remembered(Context(), Talk(), isNew: false),
        ["temporary-account-exists"] = () => TemporaryAccountCards.Reminder(Context(), TemporaryAccount(), AccountSight.Exists),
        ["temporary-account-not-found"] = () => TemporaryAccountCards.Reminder(Context(), TemporaryAccount(), AccountSight.NotFound),
        ["temporary-account-unreadable"] = () => TemporaryAccountCards.Reminder(Context(), TemporaryAccount(), AccountSight.Unreadable),
        ["temporary-account-deleted"] = () => TemporaryAccountCards.Ended(Context(), TemporaryAccount().Login, TemporaryAccountEnd.Deleted),
        ["temporary-account-gone"] = () => TemporaryAccountCards.Ended(Context(), TemporaryAccount().Login, TemporaryAccountEnd.Gone),
        ["temporary-account-word"] = () => TemporaryAccountCards.Ended(Context(), TemporaryAccount().Login, TemporaryAccountEnd.AdminsWord),
        ["temporary-account-own"] = () => TemporaryAccountCards.Ended(Context(), "ada@contoso.onmicrosoft.com", TemporaryAccountEnd.OwnAccount),
        ["history"] = () => HistoryCard.Build(Context(), [(Registration(14), [Renewal(RenewalState.Proven), Renewal(RenewalState.RolledBack)])]),
        ["history-empty"] = () => HistoryCard.Build(Context(), [(Registration(14), [])]),
    };

    private static string Head => new('5', 64);

    private static Leftover Leftover(LeftoverKind kind) => new() { KeyId = Key, Kind = kind, Ends = Now.AddDays(-8) };

    public static CardContext Context(string channel = "msteams", string locale = "en-US")
    {
        var chat = new CardChat(channel, "conversation", "tenant", locale);
        var time = new FakeTimeProvider(Now);
        return new CardContext(Texts.For(locale), new Buttons(new CardSeal(new EphemeralDataProtectionProvider(), time), chat), chat, Now);
    }

    public static TemporaryAccount TemporaryAccount(string login = "temp.admin@contoso.onmicrosoft.com") => new()
    {
        Id = Key,
        Chat = Id,
        TenantId = "tenant",
        PersonId = "person",
        RegistrationId = Id,
        Login = login,
        ObjectId = $"{Key}",
        CreatedAt = Now.AddDays(-3),
        DueAt = Now,
    };

    public static RegistrationStatus Registration(int? daysLeft, string name = "HelpDesk") => new()
    {
        Id = Id,
        DisplayName = name,
        TenantId = "tenant",
        ClientId = "client",
        SiteUrl = "https://contoso.sharepoint.com/sites/helpdesk",
        Status = daysLeft switch
        {
            null => SecretStatus.Unknown,
            < 0 => SecretStatus.Expired,
            <= 14 => SecretStatus.Urgent,
            _ => SecretStatus.Healthy,
        },
        CoveredUntil = daysLeft is { } days ? Now.AddDays(days) : null,
        DaysLeft = daysLeft,
        KeyId = Key,
        LastScannedAt = daysLeft is null ? null : Now.AddHours(-1),
        UnknownBecause = daysLeft is null ? "The directory refused to be read." : null,
    };

    /// <summary>Somebody else signed in after an interruption; what was there before is no longer known.</summary>
    private static Renewal GoesOn(Renewal renewal) => renewal with
    {
        State = RenewalState.Claimed,
        StartedByName = "Farid Haddad",
        Steps = [new() { State = RenewalState.Claimed, At = renewal.StartedAt, Evidence = "Ada Lindqvist confirmed the renewal." }, .. renewal.Steps, new() { State = RenewalState.Claimed, At = renewal.UpdatedAt, Evidence = "Farid Haddad signed in; the renewal goes on." }],
    };

    public static Renewal Renewal(RenewalState state, RotationStrategy strategy = RotationStrategy.EntraApplication) => new()
    {
        Id = Key,
        RegistrationId = Id,
        TenantId = "tenant",
        Strategy = strategy,
        State = state,
        StartedById = "person",
        StartedByName = "Ada Admin",
        StartedAt = Now,
        UpdatedAt = Now,
        NewSecretExpires = Now.AddYears(2),
        OldSecretExpires = Now.AddDays(14),
        ProofExpectedAt = state == RenewalState.Propagating ? Now.AddDays(14) : null,
        Cause = state is RenewalState.RolledBack or RenewalState.NeedsPerson or RenewalState.NeedsSignIn ? "The vault could not be written." : null,
        Steps =
        [
            .. new[] { RenewalState.Staged, RenewalState.Delivered, RenewalState.Propagating, RenewalState.Proven }
                .Where(s => s <= state && (s != RenewalState.Propagating || strategy != RotationStrategy.EntraApplication))
                .Select(s => new RenewalStep { State = s, At = Now.AddMinutes((int)s), Evidence = $"{s} was seen." }),
        ],
    };

    private static TemporaryAccountTalk Talk() =>
        new() { Id = Id, RegistrationId = Id, LookedUpFor = Id, Login = TemporaryAccount().Login, ObjectId = TemporaryAccount().ObjectId };

    public static Checklist Checklist(params CheckResult[] results) => new()
    {
        RegistrationId = Id,
        TenantId = "tenant",
        AccountId = "person",
        AccountName = "Ada Admin",
        IsComplete = true,
        Route = SignInRoute.Delegated,
        MayContinue = !results.Contains(CheckResult.FailedBlocks),
        CheckedAt = Now,
        Checks =
        [
            .. results.Select((r, i) => new Check
            {
                Name = $"check{i}",
                Title = $"Check {i}",
                LooksAt = $"What check {i} looks at.",
                IsEnforced = true,
                Result = r,
                Evidence = $"What was seen in check {i}.",
                WhyItMatters = $"Why check {i} matters.",
                Fix = new Fix("Open Entra", new Uri("https://entra.microsoft.com/")),
            }),
        ],
    };

    public static Check Step() => Checklist(CheckResult.FailedBlocks).Checks[0] with
    {
        Steps = ["Open the roles.", "Activate the role.", "Check again."],
        People = [new("Grace Global", "grace@contoso.onmicrosoft.com", "Global Administrator"), new("Farid Haddad", null, "Application Administrator")],
        Reading = [new("About roles", new Uri("https://learn.microsoft.com/entra"))],
        MayConfirm = true,
        Confirmed = new("Ada [Admin]", Now),
    };

    public static SignedInAdmin Admin(string name) => new()
    {
        TenantId = "tenant",
        PersonId = "person",
        Name = name,
        UserPrincipalName = "admin@contoso.onmicrosoft.com",
        Roles = ["Global Administrator"],
        MayRenew = true,
    };
}
