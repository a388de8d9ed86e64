using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>What somebody sees whose chat window is German, and what they may type.</summary>
public sealed class GermanChatTests : BotTest
{
    [Fact]
    public async Task From_the_greeting_to_the_proof_everything_is_German()
    {
        Service.Checks = [Check("role", "Das Konto ist Administrator", "Passed"), Check("multiFactor", "Mehrstufige Anmeldung", "FailedDoesNotBlock")];
        using var client = German();
        await client.InstallAsync();
        await client.SeesCardAsync("Hallo! Ich kümmere mich um das Clientgeheimnis");
        var warning = await client.SeesCardAsync("Das Clientgeheimnis von HelpDesk läuft in 14 Tagen ab");
        Assert.Contains("8\\\\. Dezember 2026", warning.CardJson, StringComparison.Ordinal);
        await client.SayAsync("Hilfe");
        var help = await client.SeesCardAsync("Was ich kann");
        Assert.Contains("prüfen", help.CardJson, StringComparison.Ordinal);
        await client.SayAsync("Status");
        await client.SeesCardAsync("Ihre Geheimnisse");

        Assert.Equal("Ich sehe nach, was die Erneuerung verhindern könnte …", await client.PressAsync(warning, "Jetzt erneuern"));
        await client.PressAsync(await ChecklistAsync(), "Weiter");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        await client.PressAsync(await client.SeesCardAsync("Bereit zur Erneuerung"), "Geheimnis erneuern");
        await client.SeesCardAsync("Das Geheimnis von HelpDesk wird erneuert");
        await ProveAsync();
        await client.SeesTextAsync("Das Geheimnis von HelpDesk ist erneuert, und der Nachweis ist erbracht. Es ist bis zum 24. November 2028 gültig.");

        AssertAllGerman();
    }

    [Fact]
    public async Task The_whole_way_can_be_typed_in_German()
    {
        using var client = German();
        await client.SayAsync("erneuern");
        await ChecklistAsync();
        await client.SayAsync("wie bitte?");
        await client.SeesTextAsync("„weiter“, „erneut prüfen“");
        await client.SayAsync("weiter");
        await client.SeesSignInAsync();
        await client.SayAsync("hä?");
        await client.SeesTextAsync("Mit „abbrechen“ hören wir auf");
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesCardAsync("Bereit zur Erneuerung");
        await client.SayAsync("hm");
        await client.SeesTextAsync("„ja“, „nein“");
        await client.SayAsync("ja");
        await client.SeesCardAsync("Das Geheimnis von HelpDesk wird erneuert");
        await client.SayAsync("Verlauf");
        await client.SeesCardAsync("Frühere Erneuerungen");
        await client.SayAsync("Abmelden");
        await client.SeesTextAsync("Sie sind abgemeldet.");
    }

    [Fact]
    public async Task German_words_stop_check_again_and_choose_another_account_too()
    {
        using var client = German();
        await client.SayAsync("prüfen");
        var checklist = await ChecklistAsync();
        await client.SayAsync("erneut prüfen");
        await ChecklistAsync(Channel.Log.ToList().IndexOf(checklist) + 1);
        await client.SayAsync("anderes Konto");
        var signIn = await client.SeesSignInAsync();
        Assert.Equal("HelpDeskRenewalOtherAccount", (string?)signIn.OAuthCard!["connectionName"]);
        Assert.StartsWith("Wählen Sie das Konto", (string?)signIn.OAuthCard["text"], StringComparison.Ordinal);
        await client.SayAsync("abbrechen");
        await client.SeesTextAsync("In Ordnung, ich habe aufgehört.");
    }

    [Theory]
    [InlineData("de-DE", "Melden Sie sich mit dem Konto an", "Anmelden")]
    [InlineData("en-GB", "Sign in with the account", "Sign in")]
    public async Task The_sign_in_is_asked_for_in_the_language_of_the_chat(string locale, string text, string button)
    {
        using var client = Client.Teams(World);
        client.Locale = locale;
        await client.SayAsync("erneuern");
        await Channel.WaitAsync(s => s.Card?["actions"] is not null);
        await client.SayAsync("weiter");

        var card = (await client.SeesSignInAsync()).OAuthCard!;
        Assert.StartsWith(text, (string?)card["text"], StringComparison.Ordinal);
        Assert.Equal(button, (string?)card["buttons"]![0]!["title"]);
    }

    [Fact]
    public async Task A_sign_in_that_was_asked_for_in_one_language_may_end_in_another()
    {
        using var client = Client.Teams(World);
        await client.SayAsync("renew");
        await client.SeesChecklistAsync();
        await client.SayAsync("continue");
        await client.SeesSignInAsync();
        client.Locale = "de-DE";
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));

        await client.SeesCardAsync("Bereit zur Erneuerung");
        await client.SayAsync("ja");
        await client.SeesCardAsync("Das Geheimnis von HelpDesk wird erneuert");
        Assert.False(World.Tokens.HoldsAToken);
    }

    [Fact]
    public async Task An_unknown_person_is_asked_in_German_too()
    {
        using var client = Client.Emulator(World);
        client.Locale = "de";
        await client.JoinAsync();
        var greeting = await client.SeesCardAsync("Hallo!");
        await client.PressAsync(greeting, "Anmelden");

        var card = (await client.SeesSignInAsync()).OAuthCard!;
        Assert.StartsWith("Melden Sie sich an, damit ich weiß, wer Sie sind.", (string?)card["text"], StringComparison.Ordinal);
        await client.SayAsync(World.Tokens.SignIn("admin-token"));
        await client.SeesTextAsync("Danke, Sie sind als Ada Admin angemeldet.");
        AssertAllGerman();
    }

    /// <summary>Nobody is there when a notice is sent: it is in the language in which the person's chat was last.</summary>
    [Fact]
    public async Task Warnings_and_outcomes_that_come_unasked_speak_the_language_of_the_chat()
    {
        using var client = German();
        await client.InstallAsync();
        await client.SeesCardAsync("läuft in 14 Tagen ab");
        client.Locale = null;
        await client.SayAsync("hilfe");
        await client.SeesCardAsync("Was ich kann");

        Service.Scanned(7);
        await World.FollowFeedAsync();
        var warning = await client.SeesCardAsync("läuft in 7 Tagen ab");
        Assert.Equal("de", (string?)warning.Card!["lang"]);
        await World.UntilAsync(c => c.SentCards.AnyAsync(s => s.ActivityId == warning.Id));
        Service.Moved(Renewal(Guid.NewGuid().ToString(), "RolledBack"));
        await World.FollowFeedAsync();
        await client.SeesTextAsync("HelpDesk: nicht erneuert. Das alte Geheimnis ist unverändert.");
        AssertAllGerman();

        client.Locale = "en-US";
        await client.SayAsync("help");
        Service.Scanned(3);
        await World.FollowFeedAsync();
        Assert.Equal("en", (string?)(await client.SeesCardAsync("expires in 3 days")).Card!["lang"]);
    }

    [Fact]
    public async Task A_failure_is_told_in_the_language_of_the_chat_when_the_activity_names_none()
    {
        using var client = German();
        await client.SayAsync("erneuern");
        await ChecklistAsync();
        await client.SayAsync("weiter");
        await client.SeesSignInAsync();
        await client.VerifyAsync(World.Tokens.SignIn("admin-token"));
        var confirm = await client.SeesCardAsync("Bereit zur Erneuerung");
        World.Internet.Host(FakeChannel.Host, (request, body) =>
            request.Method == HttpMethod.Put ? new(HttpStatusCode.InternalServerError) : Channel.Answer(request, body));
        client.Locale = null;
        await client.PressAsync(confirm, "Geheimnis erneuern");

        await client.SeesTextAsync("Bei mir ist etwas schiefgegangen");
    }

    public static TheoryData<string?> OtherLocales =>
    [
        "en-US", "fr-FR", "den", "", null, "de\0", "de-DE\r\nX-Header: 1", "de'; DROP TABLE Conversations;--", "../../de", "{{DATE(2026-01-01)}}", new string('d', 100_000),
    ];

    [Theory]
    [MemberData(nameof(OtherLocales))]
    public async Task An_unknown_locale_is_English_and_one_that_is_none_is_not_kept(string? locale)
    {
        using var client = Client.Teams(World);
        client.Locale = locale;
        await client.InstallAsync();
        var greeting = await client.SeesCardAsync("Hello!");
        await client.SeesCardAsync("expires in 14 days");

        Assert.Equal("en", (string?)greeting.Card!["lang"]);
        var kept = await World.QueryAsync(c => c.Conversations.Select(r => r.Locale).SingleAsync());
        Assert.Equal(locale is "en-US" or "fr-FR" or "den" ? locale : null, kept);
    }

    private Client German()
    {
        var client = Client.Teams(World);
        client.Locale = "de-DE";
        return client;
    }

    private Task<Shown> ChecklistAsync(int after = 0) =>
        Channel.WaitAsync(s => s.Title == "Vor der Erneuerung von HelpDesk" && s.Card!["actions"] is not null, after);

    private async Task ProveAsync()
    {
        await World.UntilAsync(c => c.SentCards.AnyAsync(s => s.RenewalId != null));
        Service.Moved(Renewal(Service.StartedRenewal, "Proven"));
        await World.FollowFeedAsync();
    }

    private void AssertAllGerman()
    {
        Assert.All(Channel.Log.Where(s => s.Card is not null), s => Assert.Equal("de", (string?)s.Card!["lang"]));
        Assert.All(Channel.Log.SelectMany(s => EnglishWords.ReadTo(s.Activity)), text => Assert.True(EnglishWords.In(text) is [], text));
    }

    private static JsonObject Renewal(string id, string state)
    {
        var renewal = FakeService.Renewal(id, state, steps: ["Staged", "Delivered", "Proven"]);
        renewal["cause"] = "In den Tresor ließ sich nichts schreiben.";
        foreach (var step in renewal["steps"]!.AsArray())
        {
            step!["evidence"] = "Das war zu sehen.";
        }

        return renewal;
    }

    private static JsonObject Check(string name, string title, string result)
    {
        var check = FakeService.Check(name, title, result);
        (check["looksAt"], check["evidence"], check["whyItMatters"]) = ("Was zu prüfen war.", "Was zu sehen war.", "Wozu es gut ist.");
        check["fix"]!["title"] = "Entra Admin Center";
        return check;
    }
}
