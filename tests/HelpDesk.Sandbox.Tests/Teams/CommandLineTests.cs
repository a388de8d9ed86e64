using HelpDesk.Sandbox.Launch;

namespace HelpDesk.Sandbox.Tests.Teams;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_everything_runs()
    {
        var line = CommandLine.Parse([], out var error)!;
        Assert.Null(error);
        Assert.Equal((LaunchCommand.Run, true, (int?)null), (line.Command, line.Playground, line.PortBase));
    }

    [Fact]
    public void Every_option_is_understood()
    {
        var line = CommandLine.Parse(["--port-base", "14000", "--no-playground", "--tenant-user", "bruno", "--data", "here", "--verbose", "--open"], out _)!;
        Assert.Equal((14000, false, "bruno", "here", true, true), (line.PortBase, line.Playground, line.TenantUser, line.DataFolder, line.Verbose, line.Open));
        Assert.Equal(LaunchCommand.Rehearse, CommandLine.Parse(["rehearse", "--verbose"], out _)!.Command);
        Assert.True(CommandLine.Parse(["--key-vault"], out _)!.KeyVault);
        Assert.False(line.KeyVault);
    }

    [Theory]
    [InlineData("--port-base")]
    [InlineData("--port-base", "many")]
    [InlineData("--port-base", "65532")]
    [InlineData("--port-base", "80")]
    [InlineData("--tenant-user", "--verbose")]
    [InlineData("--playground")]
    [InlineData("rehearse", "rehearse")]
    public async Task Wrong_arguments_end_with_the_usage_and_exit_code_2(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(2, await Launcher.RunAsync(arguments, output, errors, CancellationToken.None));
        Assert.Contains("Usage: dotnet run", errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task An_unknown_person_is_answered_with_all_who_are_there()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(2, await Launcher.RunAsync(["--tenant-user", "Zoe"], output, errors, CancellationToken.None));
        Assert.Contains("ada@contoso.onmicrosoft.com", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("hana@fabrikam.onmicrosoft.com", errors.ToString(), StringComparison.Ordinal);
    }
}
