using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HelpDesk.Storage.Service.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OldSecretFate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "OldSecretFate",
                table: "Renewals",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OrphanKeyId",
                table: "Renewals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Leftovers",
                table: "Registrations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToldLeftovers",
                table: "Registrations",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "OldSecretFate",
                table: "Renewals");

            migrationBuilder.DropColumn(
                name: "OrphanKeyId",
                table: "Renewals");

            migrationBuilder.DropColumn(
                name: "Leftovers",
                table: "Registrations");

            migrationBuilder.DropColumn(
                name: "ToldLeftovers",
                table: "Registrations");
        }
    }
}
