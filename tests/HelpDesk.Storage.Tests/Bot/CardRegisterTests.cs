using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Tests.Bot;

public abstract class CardRegisterTests(DatabaseProvider provider) : BotStoreTests(provider)
{
    private static readonly Guid Chat = Guid.NewGuid();
    private static readonly Guid Registration = Guid.NewGuid();
    private static readonly Guid Renewal = Guid.NewGuid();

    private CardRegister Cards => Get<CardRegister>();

    [SkippableFact]
    public async Task Only_the_newest_cards_and_the_warnings_turn_to_the_next_renewal()
    {
        await SentAsync("warning-1", CardKind.Warning);
        await SentAsync("check-1", CardKind.Checklist);
        await SentAsync("check-2", CardKind.Checklist);
        await SentAsync("warning-2", CardKind.Warning);
        await SentAsync("confirm", CardKind.Confirm);
        await SentAsync("check-3", CardKind.Checklist);
        await Cards.SentAsync(Guid.NewGuid(), "elsewhere", Registration, null, CardKind.Checklist);

        Assert.Equal(["warning-1", "warning-2", "confirm", "check-3"], await TurnedAsync());

        await SentAsync("check-1", CardKind.Checklist);
        Assert.Equal(["warning-1", "check-1", "warning-2", "check-3"], await TurnedAsync());
    }

    [SkippableFact]
    public async Task A_warning_that_has_shown_an_outcome_may_be_left_behind_but_follows_its_own_renewal()
    {
        await SentAsync("warning", CardKind.Warning);
        await Cards.ShowsAsync(Assert.Single(await Cards.InChatAsync(Chat, Registration, Renewal)), Renewal, "warning", "undone", isOpen: true);
        await SentAsync("check-1", CardKind.Checklist);
        await SentAsync("check-2", CardKind.Checklist);

        Assert.Equal(["check-1", "check-2"], await TurnedAsync());
        Assert.Contains(await Cards.InChatAsync(Chat, Registration, Renewal), c => c.ActivityId == "warning");
    }

    [SkippableFact]
    public async Task What_somebody_else_has_drawn_meanwhile_does_not_count_as_shown()
    {
        await SentAsync("progress", CardKind.Progress);
        var read = Assert.Single(await Cards.InChatAsync(Chat, Registration, Renewal));
        await SentAsync("progress", CardKind.Progress);
        await Cards.ShowsAsync(read, Renewal, "progress", "staged", isOpen: true);
        read = Assert.Single(await Cards.InChatAsync(Chat, Registration, Renewal));
        Assert.NotEqual("staged", read.Content);

        await Cards.ShowsAsync(read, Renewal, "progress", "staged", isOpen: true);
        Assert.Equal("staged", Assert.Single(await Cards.InChatAsync(Chat, Registration, Renewal)).Content);
    }

    [SkippableFact]
    public async Task What_nobody_needs_any_more_is_deleted_and_nothing_else()
    {
        await SentAsync("warning", CardKind.Warning);
        await SentAsync("check-1", CardKind.Checklist);
        await SentAsync("check-2", CardKind.Checklist);
        await SentAsync("check-3", CardKind.Checklist);
        await Get<StateTable>().WriteAsync(new Dictionary<string, (string, string?)> { ["dialog"] = ("{}", null) });
        await Get<NoticeOutbox>().AddAsync(new Notice
        {
            Id = Guid.NewGuid(),
            TenantId = "tenant",
            PersonId = "person",
            RegistrationId = Registration,
            KeyId = Guid.NewGuid(),
            Threshold = 14,
            CreatedAt = Time.GetUtcNow(),
            DueAt = Time.GetUtcNow(),
        });
        await Get<RenewalNewsOutbox>().MovedAsync(new RenewalNews
        {
            Id = Guid.NewGuid(),
            Chat = Chat,
            RegistrationId = Registration,
            RenewalId = Renewal,
            ChangeJson = "{}",
            Sequence = 1,
            DueAt = Time.GetUtcNow(),
        });
        Assert.Equal(0, await Get<OldRows>().DeleteAsync());

        Time.Advance(OldRows.KeptOfTalk + TimeSpan.FromMinutes(1));
        await Get<OldRows>().DeleteAsync();
        await using var context = Context();
        Assert.Equal(0, await context.StateItems.CountAsync());
        Assert.Equal(["warning", "check-2", "check-3"], await context.SentCards.OrderBy(c => c.SentAt).Select(c => c.ActivityId).ToListAsync());
        Assert.Equal((1, 1), (await context.Notices.CountAsync(), await context.RenewalNews.CountAsync()));

        Time.Advance(OldRows.Kept);
        await Get<OldRows>().DeleteAsync();
        Assert.Equal((0, 0, 0), (await context.Notices.CountAsync(), await context.RenewalNews.CountAsync(), await context.SentCards.CountAsync()));
    }

    private async Task SentAsync(string activityId, CardKind kind)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        await Cards.SentAsync(Chat, activityId, Registration, null, kind);
    }

    private async Task<IEnumerable<string>> TurnedAsync() => (await Cards.InChatAsync(Chat, Registration, Guid.NewGuid())).Select(c => c.ActivityId);

    public sealed class OnSqlite() : CardRegisterTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CardRegisterTests(DatabaseProvider.PostgreSql);
}
