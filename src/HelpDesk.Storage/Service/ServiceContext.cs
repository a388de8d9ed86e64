using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HelpDesk.Storage.Service;

/// <summary>The renewal service's model. Each database has a context of its own that derives from this one and owns the migrations.</summary>
public abstract class ServiceContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<RegistrationRow> Registrations => Set<RegistrationRow>();

    public DbSet<WatcherRow> Watchers => Set<WatcherRow>();

    public DbSet<RenewalRow> Renewals => Set<RenewalRow>();

    public DbSet<RenewalStepRow> RenewalSteps => Set<RenewalStepRow>();

    public DbSet<ConfirmationRow> Confirmations => Set<ConfirmationRow>();

    public DbSet<CheckConfirmationRow> CheckConfirmations => Set<CheckConfirmationRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();

    public DbSet<EvidenceKeyRow> EvidenceKeys => Set<EvidenceKeyRow>();

    public DbSet<VaultEntryRow> VaultEntries => Set<VaultEntryRow>();

    /// <summary>
    /// A registration for the rest of the transaction: nobody else may write it, or look at it in this way, before that ends. SQLite needs no
    /// more than the transaction, for it has one writer.
    /// </summary>
    internal async Task<RegistrationRow?> LockedRegistrationAsync(Guid id, CancellationToken cancellation) => (await (Database.IsNpgsql()
        ? Registrations.FromSql($"""SELECT * FROM "Registrations" WHERE "Id" = {id} FOR UPDATE""")
        : Registrations.Where(r => r.Id == id)).ToListAsync(cancellation)).SingleOrDefault();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<RegistrationRow>(registration =>
        {
            registration.Property(r => r.TenantId).HasMaxLength(36);
            registration.Property(r => r.ClientId).HasMaxLength(36);
            registration.HasIndex(r => r.TenantId);
            registration.HasIndex(r => r.NextScanAt);
        });
        modelBuilder.Entity<WatcherRow>(watcher =>
        {
            watcher.HasKey(w => new { w.RegistrationId, w.PersonId });
            watcher.Property(w => w.PersonId).HasMaxLength(36);
            watcher.HasIndex(w => w.PersonId);
        });
        modelBuilder.Entity<RenewalRow>(renewal =>
        {
            renewal.Property(r => r.Version).IsConcurrencyToken();
            // Whoever takes the lease changes nothing else, and has to be noticed all the same.
            renewal.Property(r => r.LeaseOwner).IsConcurrencyToken();
            renewal.HasIndex(r => r.RegistrationId).IsUnique().HasFilter("\"IsActive\"").HasDatabaseName("IX_Renewals_OneActive");
            renewal.HasIndex(r => new { r.RegistrationId, r.StartedAt });
            renewal.HasIndex(r => r.DueAt);
        });
        modelBuilder.Entity<RenewalStepRow>().HasKey(s => new { s.RenewalId, s.Number });
        modelBuilder.Entity<ConfirmationRow>().HasKey(c => new { c.RegistrationId, c.IdempotencyKey });
        modelBuilder.Entity<ChangeRow>(change =>
        {
            change.HasKey(c => c.Sequence);
            change.Property(c => c.Sequence).ValueGeneratedOnAdd();
        });
        modelBuilder.Entity<EvidenceRow>(evidence =>
        {
            evidence.HasKey(e => new { e.TenantId, e.Number });
            evidence.Property(e => e.TenantId).HasMaxLength(36);
            evidence.Property(e => e.Previous).HasMaxLength(64);
            evidence.Property(e => e.Head).HasMaxLength(64);
            evidence.HasIndex(e => e.RenewalId);
        });
        modelBuilder.Entity<EvidenceKeyRow>(key =>
        {
            key.HasKey(k => k.Id);
            key.Property(k => k.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<CheckConfirmationRow>(confirmation =>
        {
            confirmation.HasKey(c => new { c.RegistrationId, c.CheckName, c.PersonId });
            confirmation.Property(c => c.CheckName).HasMaxLength(40);
            confirmation.Property(c => c.PersonId).HasMaxLength(36);
            confirmation.Property(c => c.PersonName).HasMaxLength(Service.CheckConfirmations.LongestName);
        });
        modelBuilder.Entity<VaultEntryRow>(entry =>
        {
            entry.HasKey(e => new { e.RegistrationId, e.Name });
            entry.Property(e => e.Name).HasMaxLength(60);
        });
    }

    /// <summary>SQLite cannot compare a DateTimeOffset and PostgreSQL takes UTC only; a UTC DateTime suits both.</summary>
    private sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
