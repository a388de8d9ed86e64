using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HelpDesk.Storage.Service.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Evidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EvidenceHead",
                table: "Renewals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EvidenceNumber",
                table: "Renewals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "Renewals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Evidence",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    RenewalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SealedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    KeyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Previous = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Head = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Evidence", x => new { x.TenantId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "EvidenceKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    KeyId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceKeys", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Evidence_RenewalId",
                table: "Evidence",
                column: "RenewalId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Evidence");

            migrationBuilder.DropTable(
                name: "EvidenceKeys");

            migrationBuilder.DropColumn(
                name: "EvidenceHead",
                table: "Renewals");

            migrationBuilder.DropColumn(
                name: "EvidenceNumber",
                table: "Renewals");

            migrationBuilder.DropColumn(
                name: "Facts",
                table: "Renewals");
        }
    }
}
