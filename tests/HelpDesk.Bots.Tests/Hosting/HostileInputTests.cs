using System.Text;
using HelpDesk.Bots.Schema;
using HelpDesk.Bots.Tests.Support;
using Xunit;

namespace HelpDesk.Bots.Tests.Hosting;

public sealed class HostileInputTests
{
    private const int Seed = 20261124;
    private const int Mutations = 2000;
    private static readonly string[] Tokens = ["null", "{}", "[]", "\"\"", "1e400", "-0", "true", "\"\\ud800\"", "[[[[", "}", ",", "\\u0000", "\"id\":"];

    [Fact]
    public async Task Mutated_activities_never_make_the_bot_fail()
    {
        await using var host = await BotHost.StartAsync(new Curious());
        var random = new Random(Seed);
        var payloads = WireFiles.Names().Select(WireFiles.Read).ToArray();

        for (var i = 0; i < Mutations; i++)
        {
            var body = Mutate(payloads[random.Next(payloads.Length)], random);
            using var response = await host.PostAsync(body, token: null);
            Assert.True((int)response.StatusCode is < 500 or 501, $"{(int)response.StatusCode} for mutation {i}: {body}");
        }

        Assert.Empty(host.Log.Errors);
    }

    private static string Mutate(string json, Random random)
    {
        // The service URL is kept on this machine, so that most of the activities are let in.
        var text = new StringBuilder(json.Replace("https://smba.trafficmanager.net", "http://localhost:56150", StringComparison.Ordinal));
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(1, 0x2FF);
                    break;
                default:
                    var value = text.ToString().IndexOf("\": ", at, StringComparison.Ordinal);
                    if (value >= 0)
                    {
                        text.Insert(value + 3, Tokens[random.Next(Tokens.Length)]);
                    }

                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Reads everything that a bot would read.</summary>
    private sealed class Curious : TeamsActivityHandler
    {
        public override Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            turnContext.Activity.GetMentions();
            turnContext.Activity.TryGetChannelData<TeamsChannelData>(out _);
            return base.OnTurnAsync(turnContext, cancellationToken);
        }
    }
}
