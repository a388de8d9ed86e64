using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HelpDesk.Storage.Bot.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CardContentAndUnknownOutcomes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Content",
                table: "SentCards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UnknownOutcomes",
                table: "RenewalNews",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "UnknownOutcomes",
                table: "Notices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Content",
                table: "SentCards");

            migrationBuilder.DropColumn(
                name: "UnknownOutcomes",
                table: "RenewalNews");

            migrationBuilder.DropColumn(
                name: "UnknownOutcomes",
                table: "Notices");
        }
    }
}
