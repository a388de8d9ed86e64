using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HelpDesk.Storage.Service.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Changes",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    RegistrationJson = table.Column<string>(type: "text", nullable: false),
                    RenewalJson = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Changes", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "CheckConfirmations",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    CheckName = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PersonId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    PersonName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckConfirmations", x => new { x.RegistrationId, x.CheckName, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "Confirmations",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    IdempotencyKey = table.Column<Guid>(type: "uuid", nullable: false),
                    RenewalId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Confirmations", x => new { x.RegistrationId, x.IdempotencyKey });
                });

            migrationBuilder.CreateTable(
                name: "Evidence",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    RenewalId = table.Column<Guid>(type: "uuid", nullable: false),
                    SealedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    KeyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Previous = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Head = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Evidence", x => new { x.TenantId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "EvidenceKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    KeyId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Registrations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "text", nullable: false),
                    TenantId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    ClientId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    SiteUrl = table.Column<string>(type: "text", nullable: true),
                    Route = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AboutPage = table.Column<string>(type: "text", nullable: true),
                    IsInUse = table.Column<bool>(type: "boolean", nullable: false),
                    Strategy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    CoveredUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    KeyId = table.Column<Guid>(type: "uuid", nullable: true),
                    LastScannedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    GoodUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UnknownBecause = table.Column<string>(type: "text", nullable: true),
                    Leftovers = table.Column<string>(type: "text", nullable: true),
                    FailedScans = table.Column<int>(type: "integer", nullable: false),
                    NextScanAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ToldStatus = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ToldDaysLeft = table.Column<int>(type: "integer", nullable: true),
                    ToldKeyId = table.Column<Guid>(type: "uuid", nullable: true),
                    ToldUnknownBecause = table.Column<string>(type: "text", nullable: true),
                    ToldLeftovers = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Registrations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Renewals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    TenantId = table.Column<string>(type: "text", nullable: false),
                    Strategy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsActive = table.Column<bool>(type: "boolean", nullable: false),
                    StartedById = table.Column<string>(type: "text", nullable: false),
                    StartedByName = table.Column<string>(type: "text", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Holder = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    HolderObjectId = table.Column<string>(type: "text", nullable: true),
                    Intent = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    NewKeyId = table.Column<Guid>(type: "uuid", nullable: true),
                    NewSecretStarts = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    NewSecretExpires = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    OldKeyId = table.Column<Guid>(type: "uuid", nullable: true),
                    OldSecretExpires = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    OldSecretInVault = table.Column<bool>(type: "boolean", nullable: false),
                    OldSecretFate = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OrphanKeyId = table.Column<Guid>(type: "uuid", nullable: true),
                    Facts = table.Column<string>(type: "text", nullable: true),
                    EvidenceNumber = table.Column<long>(type: "bigint", nullable: true),
                    EvidenceHead = table.Column<string>(type: "text", nullable: true),
                    ProofExpectedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ProofAttempts = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Cause = table.Column<string>(type: "text", nullable: true),
                    LeaseOwner = table.Column<string>(type: "text", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Renewals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RenewalSteps",
                columns: table => new
                {
                    RenewalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsTransition = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false),
                    ActorName = table.Column<string>(type: "text", nullable: false),
                    Evidence = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RenewalSteps", x => new { x.RenewalId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "VaultEntries",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    KeyId = table.Column<Guid>(type: "uuid", nullable: true),
                    Expires = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WrittenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VaultEntries", x => new { x.RegistrationId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Watchers",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Watchers", x => new { x.RegistrationId, x.PersonId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Evidence_RenewalId",
                table: "Evidence",
                column: "RenewalId");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_NextScanAt",
                table: "Registrations",
                column: "NextScanAt");

            migrationBuilder.CreateIndex(
                name: "IX_Registrations_TenantId",
                table: "Registrations",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Renewals_DueAt",
                table: "Renewals",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Renewals_OneActive",
                table: "Renewals",
                column: "RegistrationId",
                unique: true,
                filter: "\"IsActive\"");

            migrationBuilder.CreateIndex(
                name: "IX_Renewals_RegistrationId_StartedAt",
                table: "Renewals",
                columns: new[] { "RegistrationId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Watchers_PersonId",
                table: "Watchers",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Changes");

            migrationBuilder.DropTable(
                name: "CheckConfirmations");

            migrationBuilder.DropTable(
                name: "Confirmations");

            migrationBuilder.DropTable(
                name: "Evidence");

            migrationBuilder.DropTable(
                name: "EvidenceKeys");

            migrationBuilder.DropTable(
                name: "Registrations");

            migrationBuilder.DropTable(
                name: "Renewals");

            migrationBuilder.DropTable(
                name: "RenewalSteps");

            migrationBuilder.DropTable(
                name: "VaultEntries");

            migrationBuilder.DropTable(
                name: "Watchers");
        }
    }
}
