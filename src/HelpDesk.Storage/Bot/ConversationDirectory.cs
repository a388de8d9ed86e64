using Microsoft.EntityFrameworkCore;

namespace HelpDesk.Storage.Bot;

/// <summary>The chats that the bot may speak in.</summary>
public sealed class ConversationDirectory(IDbContextFactory<BotContext> contexts, TimeProvider time)
{
    /// <summary>Within this time another activity is no news of itself: most turns then cost no write.</summary>
    private static readonly TimeSpan SeenJustNow = TimeSpan.FromMinutes(1);

    /// <summary>Takes what an inbound activity tells. An activity means that the bot is installed, whatever was known before.</summary>
    public async Task<Conversation> SeenAsync(ConversationSeen seen, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(seen);
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(context, seen.ChannelId, seen.ConversationId, ct) is { } known)
        {
            return await RefreshAsync(context, known, seen, ct);
        }

        var added = New(seen);
        context.Conversations.Add(added);
        if (await context.TrySaveChangesAsync(ct))
        {
            return added;
        }

        // Two first activities race: the other one has just inserted the row.
        var winner = (await FindAsync(context, seen.ChannelId, seen.ConversationId, ct))!;
        return await RefreshAsync(context, winner, seen, ct);
    }

    /// <summary>True for exactly one caller per chat, until <see cref="UngreetAsync"/> or a removal.</summary>
    public async Task<bool> TryClaimGreetingAsync(Guid chat, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Conversations.Where(c => c.Id == chat && c.GreetedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.GreetedAt, now), ct) == 1;
    }

    public async Task UngreetAsync(Guid chat, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.Conversations.Where(c => c.Id == chat)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.GreetedAt, (DateTimeOffset?)null), ct);
    }

    /// <summary>The bot was removed, blocked or the chat is gone: nothing is sent there until it is heard of again.</summary>
    public async Task RemovedAsync(string channelId, string conversationId, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.Conversations.Where(c => c.ChannelId == channelId && c.ConversationId == conversationId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.RemovedAt, now)
                    .SetProperty(c => c.GreetedAt, (DateTimeOffset?)null)
                    .SetProperty(c => c.LookedUpAt, (DateTimeOffset?)null),
                ct);
    }

    /// <summary>Ties a chat without an identity of its own to the person who has just proven to sit in front of it; null unties it.</summary>
    public async Task IdentifiedAsync(
        string channelId, string conversationId, string? tenantId, string? personId, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.Conversations.Where(c => c.ChannelId == channelId && c.ConversationId == conversationId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.TenantId, tenantId)
                    .SetProperty(c => c.PersonId, personId)
                    .SetProperty(c => c.LookedUpAt, (DateTimeOffset?)null),
                ct);
    }

    public async Task<Conversation?> FindAsync(Guid chat, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == chat, ct);
    }

    public async Task<Conversation?> FindAsync(string channelId, string conversationId, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(context, channelId, conversationId, ct);
    }

    /// <summary>The personal chat of a person where the bot is installed; the one used last when there are several.</summary>
    public async Task<Conversation?> FindPersonalAsync(string tenantId, string personId, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Conversations.AsNoTracking()
            .Where(c => c.TenantId == tenantId && c.PersonId == personId && c.IsPersonal && c.RemovedAt == null)
            .OrderByDescending(c => c.LastSeenAt)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Identified chats for which the service has not been asked yet what the person watches.</summary>
    public async Task<IReadOnlyList<Conversation>> NotLookedUpAsync(int take, CancellationToken ct = default)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Conversations.AsNoTracking()
            .Where(c => c.LookedUpAt == null && c.TenantId != null && c.PersonId != null && c.IsPersonal && c.RemovedAt == null)
            .OrderBy(c => c.FirstSeenAt)
            .Take(take)
            .ToListAsync(ct);
    }

    public async Task LookedUpAsync(Guid chat, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.Conversations.Where(c => c.Id == chat).ExecuteUpdateAsync(set => set.SetProperty(c => c.LookedUpAt, now), ct);
    }

    private static Task<Conversation?> FindAsync(BotContext context, string channelId, string conversationId, CancellationToken ct) =>
        context.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.ChannelId == channelId && c.ConversationId == conversationId, ct);

    private async Task<Conversation> RefreshAsync(BotContext context, Conversation known, ConversationSeen seen, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (now - known.LastSeenAt < SeenJustNow && TellsNothingNew(known, seen))
        {
            return known;
        }

        // Set at once in the database, so that a greeting claimed meanwhile by a racing activity is not written over.
        var channelTenant = seen.ChannelTenantId ?? known.ChannelTenantId;
        var tenant = seen.TenantId ?? known.TenantId;
        var person = seen.PersonId ?? known.PersonId;
        var zone = seen.TimeZone ?? known.TimeZone;
        var locale = seen.Locale ?? known.Locale;
        await context.Conversations.Where(c => c.Id == known.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.ChannelTenantId, channelTenant)
                .SetProperty(c => c.TenantId, tenant)
                .SetProperty(c => c.PersonId, person)
                .SetProperty(c => c.UserId, seen.UserId)
                .SetProperty(c => c.ServiceUrl, seen.ServiceUrl)
                .SetProperty(c => c.ReferenceJson, seen.ReferenceJson)
                .SetProperty(c => c.IsAnonymous, seen.IsAnonymous)
                .SetProperty(c => c.TimeZone, zone)
                .SetProperty(c => c.Locale, locale)
                .SetProperty(c => c.LastSeenAt, now)
                .SetProperty(c => c.RemovedAt, (DateTimeOffset?)null),
            ct);
        return await context.Conversations.AsNoTracking().SingleAsync(c => c.Id == known.Id, ct);
    }

    private static bool TellsNothingNew(Conversation known, ConversationSeen seen) =>
        known.RemovedAt is null
        && (seen.ChannelTenantId ?? known.ChannelTenantId) == known.ChannelTenantId
        && (seen.TenantId ?? known.TenantId) == known.TenantId
        && (seen.PersonId ?? known.PersonId) == known.PersonId
        && (seen.TimeZone ?? known.TimeZone) == known.TimeZone
        && (seen.Locale ?? known.Locale) == known.Locale
        && seen.UserId == known.UserId
        && seen.ServiceUrl == known.ServiceUrl
        && seen.ReferenceJson == known.ReferenceJson
        && seen.IsAnonymous == known.IsAnonymous;

    private Conversation New(ConversationSeen seen)
    {
        var now = time.GetUtcNow();
        return new Conversation
        {
            Id = Guid.CreateVersion7(now),
            ChannelId = seen.ChannelId,
            ConversationId = seen.ConversationId,
            ChannelTenantId = seen.ChannelTenantId,
            TenantId = seen.TenantId,
            PersonId = seen.PersonId,
            UserId = seen.UserId,
            ServiceUrl = seen.ServiceUrl,
            ReferenceJson = seen.ReferenceJson,
            IsPersonal = seen.IsPersonal,
            IsAnonymous = seen.IsAnonymous,
            TimeZone = seen.TimeZone,
            Locale = seen.Locale,
            FirstSeenAt = now,
            LastSeenAt = now,
        };
    }
}
