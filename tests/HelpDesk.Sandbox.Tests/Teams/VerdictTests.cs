using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Rehearsal;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Teams;

/// <summary>The rehearsal may only succeed when the directory and the call log say so, whatever the bot claims.</summary>
public sealed class VerdictTests(TeamsFixture fixture) : IClassFixture<TeamsFixture>
{
    private static readonly Guid NewKey = new("c0000000-0000-4000-8000-0000000005ff");

    private static string? Judge(Verdict verdict, string named) =>
        verdict.Judge(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApp, [named], _ => { });

    private Verdict Begin()
    {
        fixture.StartOver();
        fixture.Sandbox.Calls.Clear();
        return new Verdict(fixture.Sandbox);
    }

    private void AddSecret(TimeSpan validFor) => fixture.Sandbox.World.Change<Application>(WorldIds.Contoso.HelpDeskApplication, a => a with
    {
        Passwords =
        [
            .. a.Passwords,
            new PasswordCredential
            {
                KeyId = NewKey,
                Start = fixture.Sandbox.Clock.GetUtcNow().AddDays(-1),
                End = fixture.Sandbox.Clock.GetUtcNow() + validFor,
                Secret = SecretValue.Create(),
                WrittenAt = fixture.Sandbox.Clock.GetUtcNow(),
            },
        ],
    });

    private void LogToken(int status, string effect) =>
        fixture.Sandbox.Calls.Add(fixture.Sandbox.Clock.GetUtcNow(), Area.Identity, "POST", "/t/oauth2/v2.0/token", "HelpDesk", status, effect);

    [Fact]
    public void A_new_secret_with_which_a_token_was_obtained_is_proven()
    {
        var verdict = Begin();
        AddSecret(TimeSpan.FromDays(180));
        LogToken(200, $"token for the app with secret {NewKey}");
        Assert.Null(Judge(verdict, $"The new secret {NewKey} is there."));
    }

    [Fact]
    public void The_bots_word_alone_proves_nothing()
    {
        var verdict = Begin();
        LogToken(200, $"token for the app with secret {WorldIds.Contoso.HelpDeskPassword}");
        Assert.Contains("holds no new secret", Judge(verdict, $"renewed and proven {WorldIds.Contoso.HelpDeskPassword}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_without_a_token_is_not_proven()
    {
        var verdict = Begin();
        AddSecret(TimeSpan.FromDays(180));
        LogToken(401, $"refused: {NewKey}");
        LogToken(200, $"token for the app with secret {WorldIds.Contoso.HelpDeskPassword}");
        Assert.Contains("no token was obtained", Judge(verdict, $"{NewKey}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_over_or_not_the_one_named_does_not_count()
    {
        var verdict = Begin();
        AddSecret(TimeSpan.FromHours(-1));
        Assert.Contains("not valid now", Judge(verdict, $"{NewKey}"), StringComparison.Ordinal);

        verdict = Begin();
        AddSecret(TimeSpan.FromDays(180));
        LogToken(200, $"token for the app with secret {NewKey}");
        Assert.Contains("not the one that the card names", Judge(verdict, "renewed and proven"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apps_token_is_logged_with_the_id_of_its_secret()
    {
        Begin();
        await fixture.BotTokenAsync();
        var secret = fixture.Sandbox.World.FindApplication(WorldIds.Vendor.BotApp)!.Passwords.Single();
        Assert.Contains(fixture.Sandbox.Calls.Calls, c => c.Effect?.Contains(secret.KeyId.ToString(), StringComparison.Ordinal) == true);
    }
}
