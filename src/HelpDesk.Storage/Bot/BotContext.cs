using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HelpDesk.Storage.Bot;

/// <summary>The bot's model. Each database has a context of its own that derives from this one and owns the migrations.</summary>
public abstract class BotContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<StateItem> StateItems => Set<StateItem>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<RenewalNews> RenewalNews => Set<RenewalNews>();

    public DbSet<SentCard> SentCards => Set<SentCard>();

    public DbSet<ReceivedActivity> ReceivedActivities => Set<ReceivedActivity>();

    public DbSet<CardClick> CardClicks => Set<CardClick>();

    public DbSet<TemporaryAccount> TemporaryAccounts => Set<TemporaryAccount>();

    public DbSet<FeedPosition> FeedPositions => Set<FeedPosition>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<StateItem>(item =>
        {
            item.HasKey(i => i.Key);
            item.Property(i => i.Key).HasMaxLength(500);
            item.Property(i => i.ETag).HasMaxLength(40);
        });
        modelBuilder.Entity<Conversation>(conversation =>
        {
            conversation.HasIndex(c => new { c.ChannelId, c.ConversationId }).IsUnique();
            conversation.HasIndex(c => new { c.TenantId, c.PersonId });
            conversation.HasIndex(c => c.LookedUpAt);
        });
        modelBuilder.Entity<Notice>(notice =>
        {
            notice.HasIndex(n => new { n.TenantId, n.PersonId, n.RegistrationId, n.KeyId, n.Threshold }).IsUnique();
            notice.HasIndex(n => new { n.SentAt, n.DeadLetterReason, n.DueAt });
        });
        modelBuilder.Entity<RenewalNews>(news =>
        {
            news.HasIndex(n => new { n.Chat, n.RenewalId }).IsUnique();
            news.HasIndex(n => n.DueAt);
        });
        modelBuilder.Entity<SentCard>(card =>
        {
            card.HasIndex(c => new { c.Chat, c.ActivityId }).IsUnique();
            card.HasIndex(c => new { c.RegistrationId, c.IsOpen });
        });
        modelBuilder.Entity<ReceivedActivity>(activity =>
        {
            activity.HasKey(a => a.Key);
            activity.Property(a => a.Key).HasMaxLength(700);
            activity.Property(a => a.Owner).HasMaxLength(40);
            activity.HasIndex(a => a.ReceivedAt);
        });
        modelBuilder.Entity<CardClick>(click => click.HasIndex(c => new { c.Chat, c.ActivityId }).IsUnique());
        modelBuilder.Entity<TemporaryAccount>(account =>
        {
            // One that was made anew after it had ended is another one.
            account.HasIndex(a => new { a.TenantId, a.PersonId, a.Login }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
            account.HasIndex(a => new { a.EndedAt, a.DueAt });
        });
        modelBuilder.Entity<FeedPosition>(position =>
        {
            position.HasKey(p => p.Feed);
            position.Property(p => p.Feed).HasMaxLength(100);
        });
    }

    /// <summary>SQLite cannot compare a DateTimeOffset and PostgreSQL takes UTC only; a UTC DateTime suits both.</summary>
    private sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
