using HelpDesk.RenewalBot.Tests.World;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot.Tests;

public sealed class ConfigurationTests : BotTest
{
    [Fact]
    public void Everything_that_is_wrong_is_listed_with_its_remedy()
    {
        World.Settings["RenewalBot:RenewalService:BaseAddress"] = "renewals";
        World.Settings["RenewalBot:RenewalService:Scope"] = "";
        World.Settings["RenewalBot:SignIn:OtherAccountConnectionName"] = "HelpDeskRenewal";
        World.Settings["RenewalBot:Feed:PollInterval"] = "00:00:00";
        World.Settings["RenewalBot:Notices:FirstHour"] = "20";
        World.Settings["RenewalBot:Database:Provider"] = "Oracle";
        World.Settings["RenewalBot:DataProtection:KeyDirectory"] = "";
        World.Settings["RenewalBot:Channel:AppId"] = "";

        var failure = Record.Exception(() => World.CreateClient());
        var messages = Failures(failure!);

        Assert.Contains(messages, m => m.StartsWith("RenewalBot:RenewalService:BaseAddress: 'renewals' is not an address", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("RenewalBot:RenewalService:Scope", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("RenewalBot:SignIn:OtherAccountConnectionName", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("RenewalBot:Feed:PollInterval", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("RenewalBot:Notices:FirstHour", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("RenewalBot:Database:Provider", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("RenewalBot:DataProtection:KeyDirectory", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("RenewalBot:Channel:AppId", StringComparison.Ordinal));
    }

    [Fact]
    public void Production_refuses_an_address_without_TLS()
    {
        World.Environment = "Production";
        World.Settings["RenewalBot:RenewalService:BaseAddress"] = "http://renewals.test/";

        Assert.Contains(Failures(Record.Exception(() => World.CreateClient())!), m => m.Contains("has to be https", StringComparison.Ordinal));
    }

    private static List<string> Failures(Exception exception) => exception switch
    {
        OptionsValidationException e => [.. e.Failures],
        AggregateException e => [.. e.InnerExceptions.SelectMany(Failures)],
        _ => [exception.Message],
    };
}
