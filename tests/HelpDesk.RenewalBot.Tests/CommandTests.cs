using HelpDesk.RenewalBot.Conversations;

namespace HelpDesk.RenewalBot.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("status", "Status")]
    [InlineData("  STATUS ", "Status")]
    [InlineData("<at>HelpDesk Renewal</at> status", "Status")]
    [InlineData("<at>HelpDesk</at>&nbsp;", null)]
    [InlineData("<at>never closed status", null)]
    [InlineData("Sign   Out.", "SignOut")]
    [InlineData("\"renew\"", "Renew")]
    [InlineData("help!", "Help")]
    [InlineData("check", "Check")]
    [InlineData("History", "History")]
    [InlineData("cancel", "Cancel")]
    [InlineData("Hilfe", "Help")]
    [InlineData("erneuern", "Renew")]
    [InlineData("Prüfen!", "Check")]
    [InlineData("PRUEFEN", "Check")]
    [InlineData("Verlauf", "History")]
    [InlineData("„abmelden“", "SignOut")]
    [InlineData("”cancel”", "Cancel")]
    [InlineData("abbrechen", "Cancel")]
    [InlineData("Stopp.", "Cancel")]
    [InlineData("erneut prüfen", null)]
    [InlineData("renewal", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_command_is_recognised_however_it_is_written(string? text, string? command) =>
        Assert.Equal(command, Commands.Recognize(text)?.ToString());
}
