using HelpDesk.RenewalService.Tests.World;

namespace HelpDesk.RenewalService.Tests.Renewals;

public sealed class ProofFormTests(ServiceWorld world) : ServiceTest(world)
{
    [Theory]
    [InlineData(true, "the base64 form that add-ins send")]
    [InlineData(false, "the plain value and not the base64 form")]
    public async Task The_proof_of_an_access_control_secret_names_the_form_that_was_taken(bool base64, string form)
    {
        World.Switches.Values = World.Switches.Values with { AcsTakesBase64 = base64 };
        var renewal = await RenewAsync(Ids.AddIn);
        World.Sandbox.Clock.Advance(TimeSpan.FromDays(75));
        await Host.TickAsync();

        var proven = (await ShowAsync(renewal))["steps"]!.AsArray().Single(s => (string?)s!["state"] == "Proven")!;

        Assert.Contains(form, (string?)proven["evidence"], StringComparison.Ordinal);
    }
}
