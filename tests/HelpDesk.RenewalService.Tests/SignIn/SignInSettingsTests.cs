using HelpDesk.RenewalService.Entra;
using HelpDesk.RenewalService.Tests.World;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace HelpDesk.RenewalService.Tests.SignIn;

public sealed class SignInSettingsTests(ServiceWorld world) : ServiceTest(world)
{
    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    public void Through_which_app_people_sign_in_has_to_be_said_outside_Development(string environment, bool required)
    {
        var result = new EntraOptionsValidator(new HostingEnvironment { EnvironmentName = environment }).Validate(null, new EntraOptions { SignInClientId = "" });

        Assert.Equal(required, result.Failures!.Any(f => f.StartsWith("RenewalService:Entra:SignInClientId", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nobody_waits_longer_than_ten_seconds_for_a_token_or_for_the_keys_of_one()
    {
        using var msal = Host.Services.GetRequiredService<IMsalHttpClientFactory>().GetHttpClient();
        var bearer = Host.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);

        Assert.Equal(TimeSpan.FromSeconds(10), msal.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(10), bearer.Backchannel.Timeout);
    }
}
