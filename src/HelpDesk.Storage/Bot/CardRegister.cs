using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>Where the cards about each secret hang.</summary>
public sealed class CardRegister(IDbContextFactory<BotContext> contexts, TimeProvider time)
{
    /// <summary>Notes a card that was sent, or what a known one has been turned into.</summary>
    public async Task SentAsync(
        Guid chat, string activityId, Guid registrationId, Guid? renewalId, CardKind kind, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        var known = await context.SentCards.Where(c => c.Chat == chat && c.ActivityId == activityId).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Kind, kind).SetProperty(c => c.RenewalId, renewalId).SetProperty(c => c.IsOpen, true), ct);
        if (known == 1)
        {
            return;
        }

        context.SentCards.Add(new SentCard
        {
            Id = Guid.CreateVersion7(now),
            Chat = chat,
            ActivityId = activityId,
            RegistrationId = registrationId,
            RenewalId = renewalId,
            Kind = kind,
            SentAt = now,
        });
        await context.SaveChangesAsync(ct);
    }

    /// <summary>The chats that hold cards which have to show this renewal.</summary>
    public async Task<IReadOnlyList<Guid>> ChatsAsync(Guid registrationId, Guid renewalId, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await Concerned(context, registrationId, renewalId).Select(c => c.Chat).Distinct().ToListAsync(ct);
    }

    /// <summary>The cards of one chat that have to show this renewal, oldest first.</summary>
    public async Task<IReadOnlyList<SentCard>> InChatAsync(Guid chat, Guid registrationId, Guid renewalId, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await Concerned(context, registrationId, renewalId).Where(c => c.Chat == chat).OrderBy(c => c.SentAt).ThenBy(c => c.Id).ToListAsync(ct);
    }

    /// <summary>A card shows the renewal now. A closed one keeps that outcome for good.</summary>
    public async Task ShowsAsync(Guid id, Guid renewalId, string activityId, bool isOpen, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.SentCards.Where(c => c.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.RenewalId, renewalId)
                .SetProperty(c => c.ActivityId, activityId)
                .SetProperty(c => c.IsOpen, isOpen),
            ct);
    }

    /// <summary>The card no longer exists and another one of the chat stands for it.</summary>
    public async Task ForgetAsync(Guid id, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.SentCards.Where(c => c.Id == id).ExecuteDeleteAsync(ct);
    }

    private static IQueryable<SentCard> Concerned(BotContext context, Guid registrationId, Guid renewalId) =>
        context.SentCards.AsNoTracking().Where(c => c.RegistrationId == registrationId && (c.IsOpen || c.RenewalId == renewalId));
}
