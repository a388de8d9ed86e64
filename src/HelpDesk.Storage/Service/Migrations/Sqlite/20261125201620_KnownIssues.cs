using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HelpDesk.Storage.Service.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KnownIssues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AboutPage",
                table: "Registrations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Route",
                table: "Registrations",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Delegated");

            migrationBuilder.CreateTable(
                name: "CheckConfirmations",
                columns: table => new
                {
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CheckName = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PersonId = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckConfirmations", x => new { x.RegistrationId, x.CheckName, x.PersonId });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CheckConfirmations");

            migrationBuilder.DropColumn(
                name: "AboutPage",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "Route",
                table: "Registrations");
        }
    }
}
