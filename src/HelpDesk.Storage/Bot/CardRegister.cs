using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>Where the cards about each secret hang.</summary>
public sealed class CardRegister(IDbContextFactory<BotContext> contexts, TimeProvider time)
{
    /// <summary>
    /// How many cards of a secret in one chat turn to its next renewal, besides the warnings that have shown none yet: each turn is a call
    /// to a channel that takes a handful a second, and nobody scrolls up to the checklists of last month.
    /// </summary>
    public const int KeptOpen = 2;

    /// <summary>Notes a card that was sent, or what a known one has been turned into.</summary>
    public async Task SentAsync(
        Guid chat, string activityId, Guid registrationId, Guid? renewalId, CardKind kind, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var drawn = $"drawn {Guid.NewGuid():N}";
        await using var context = await contexts.CreateDbContextAsync(ct);
        var known = await context.SentCards.Where(c => c.Chat == chat && c.ActivityId == activityId).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.Kind, kind)
                .SetProperty(c => c.RenewalId, renewalId)
                .SetProperty(c => c.Content, drawn)
                .SetProperty(c => c.IsOpen, true),
            ct);
        if (known == 0)
        {
            context.SentCards.Add(new SentCard
            {
                Id = Guid.CreateVersion7(now),
                Chat = chat,
                ActivityId = activityId,
                RegistrationId = registrationId,
                RenewalId = renewalId,
                Kind = kind,
                Content = drawn,
                SentAt = now,
            });
            await context.SaveChangesAsync(ct);
        }

        await CloseOlderAsync(context, chat, activityId, registrationId, ct);
    }

    /// <summary>The chats that hold cards which have to show this renewal.</summary>
    /// <param name="registrationId">Whose cards.</param>
    /// <param name="renewalId">The renewal that moved.</param>
    /// <param name="isLatest">False for news of an earlier renewal, which only cards of its own tell.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<IReadOnlyList<Guid>> ChatsAsync(Guid registrationId, Guid renewalId, bool isLatest = true, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await Concerned(context, registrationId, renewalId, isLatest).Select(c => c.Chat).Distinct().ToListAsync(ct);
    }

    /// <summary>The cards of one chat that have to show this renewal, oldest first.</summary>
    public async Task<IReadOnlyList<SentCard>> InChatAsync(Guid chat, Guid registrationId, Guid renewalId, bool isLatest = true, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await Concerned(context, registrationId, renewalId, isLatest).Where(c => c.Chat == chat).OrderBy(c => c.SentAt).ThenBy(c => c.Id).ToListAsync(ct);
    }

    /// <summary>A card, as it was read, shows the renewal now. A closed one keeps that outcome for good.</summary>
    public async Task ShowsAsync(SentCard card, Guid renewalId, string activityId, string content, bool isOpen, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(card);
        await using var context = await contexts.CreateDbContextAsync(ct);
        // What was drawn meanwhile by somebody else is not what this caller has drawn.
        await context.SentCards.Where(c => c.Id == card.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.Content, c => c.Content == card.Content ? content : c.Content)
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

    // A warning says "expires": it is only left alone once it has told what came of that.
    private static async Task CloseOlderAsync(BotContext context, Guid chat, string newest, Guid registrationId, CancellationToken ct)
    {
        var older = await context.SentCards
            .Where(c => c.Chat == chat && c.RegistrationId == registrationId && c.IsOpen && c.ActivityId != newest
                && (c.Kind != CardKind.Warning || c.RenewalId != null))
            .OrderByDescending(c => c.SentAt)
            .ThenByDescending(c => c.Id)
            .Skip(KeptOpen - 1)
            .Select(c => c.Id)
            .ToListAsync(ct);
        if (older.Count > 0)
        {
            await context.SentCards.Where(c => older.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.IsOpen, false), ct);
        }
    }

    private static IQueryable<SentCard> Concerned(BotContext context, Guid registrationId, Guid renewalId, bool isLatest) =>
        context.SentCards.AsNoTracking().Where(c => c.RegistrationId == registrationId && ((c.IsOpen && isLatest) || c.RenewalId == renewalId));
}
