namespace HelpDesk.EndToEnd.Tests;

/// <summary>The story in the terminal: its exit code can be believed. As after every story, no secret is in what it wrote and kept.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task It_tells_the_warning_both_renewals_and_the_verdict()
    {
        await using var rehearsal = SandboxProcess.Begin(new SandboxStart { Options = ["rehearse"] });

        Assert.True(await rehearsal.EndsAsync() == 0, rehearsal.Output);
        var places = new[]
        {
            "HelpDesk's client secret expires in 14 days",
            "HelpDesk: renewed and proven",
            "HelpDesk for SharePoint: renewed and proven",
            "✓ HelpDesk: the directory holds the secret",
            "✓ HelpDesk for SharePoint: the directory holds the secret",
            "Renewed and proven, in",
        }.Select(text => (Text: text, At: rehearsal.Output.IndexOf(text, StringComparison.Ordinal))).ToList();
        Assert.All(places, place => Assert.True(place.At >= 0, $"There is no \"{place.Text}\" in:\n{rehearsal.Output}"));
        Assert.Equal(places.OrderBy(p => p.At), places);
    }

    [LinuxFact]
    public async Task An_interrupted_one_fails_ends_everything_and_deletes_its_keys()
    {
        var temporary = Directory.CreateTempSubdirectory("helpdesk-temporary-");
        try
        {
            await using var rehearsal = SandboxProcess.Begin(new SandboxStart
            {
                Options = ["rehearse"],
                NoData = true,
                Environment = { ["TMPDIR"] = temporary.FullName },
            });
            await rehearsal.WritesAsync("expires in 14 days");
            var started = LinuxProcess.Below(rehearsal.Id);
            Assert.NotEmpty(Rehearsals());

            await LinuxProcess.SignalAsync(rehearsal.Id, "INT");

            Assert.Equal(130, await rehearsal.EndsAsync());
            Assert.Contains("Interrupted", rehearsal.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(started, p => p.IsRunning);
            Assert.Empty(Rehearsals());
        }
        finally
        {
            temporary.Delete(recursive: true);
        }

        string[] Rehearsals() => Directory.GetDirectories(temporary.FullName, "helpdesk-rehearsal-*");
    }
}
