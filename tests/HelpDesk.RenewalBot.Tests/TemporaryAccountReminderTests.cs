using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.RenewalBot.TemporaryAccounts;
using HelpDesk.RenewalBot.Tests.World;
using HelpDesk.Storage.Bot;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HelpDesk.RenewalBot.Tests;

/// <summary>A temporary account is reminded of each day until the directory or the admin says that it is gone.</summary>
public sealed class TemporaryAccountReminderTests : BotTest
{
    private const string Login = "temp.admin@contoso.onmicrosoft.com";
    private const string ObjectId = "dddddddd-dddd-4ddd-8ddd-dddddddddddd";
    private const string Exists = "The temporary account still exists";
    private const string Asks = "Is the temporary account deleted?";
    private const string Noted = "I have noted that the temporary account is deleted";
    private const string Ended = "The temporary account is gone";

    [Fact]
    public async Task Reminders_come_each_morning_at_weekends_too_until_the_directory_has_deleted_it()
    {
        using var client = await RememberedAsync();
        await AtAsync(Morning(25).AddSeconds(-1));
        Assert.DoesNotContain(Channel.Log, s => s.Title == Exists);

        // From Wednesday to Tuesday.
        for (var day = 25; day <= 31; day++)
        {
            var before = Channel.Log.Count;
            await AtAsync(Morning(day));
            var card = await client.SeesCardAsync(Exists, before);
            await RestAsync(Morning(day + 1));
            Assert.Contains(day == 25 ? "24 Nov 2026, for one day" : $"24 Nov 2026, for {day - 24} days", card.CardJson, StringComparison.Ordinal);
            InOrder(card.CardJson, "Remove its role", "AllRoles", "Delete the user", "AllUsers", "Look into the deleted users", "DeletedUsers");
            Client.Button(card.Card, "It is deleted");
            Assert.Single(Channel.Log.Skip(before), s => s.Title == Exists);
        }

        Service.Accounts[ObjectId] = State("Deleted", ObjectId);
        await AtAsync(Morning(32));
        var end = await client.SeesCardAsync(Ended);
        Assert.Contains("restored for 30 days", end.CardJson, StringComparison.Ordinal);
        Assert.Contains("Delete permanently", end.CardJson, StringComparison.Ordinal);
        await EndedAsync(TemporaryAccountEnd.Deleted);
        await SilenceAsync();
    }

    [Fact]
    public async Task What_the_directory_no_longer_knows_ends_with_one_card()
    {
        using var client = await RememberedAsync();
        Service.Accounts.Clear();
        await AtAsync(Morning(25));

        Assert.Contains("Nothing is left to do", (await client.SeesCardAsync(Ended)).CardJson, StringComparison.Ordinal);
        await EndedAsync(TemporaryAccountEnd.Gone);
        await SilenceAsync();
    }

    [Fact]
    public async Task A_directory_that_cannot_be_read_ends_nothing_and_says_so()
    {
        using var client = await RememberedAsync();
        Service.HidesAccounts = true;
        await AtAsync(Morning(25));
        Assert.Contains("I could not look", (await client.SeesCardAsync(Asks)).CardJson, StringComparison.Ordinal);
        await RestAsync(Morning(26));

        Service.HidesAccounts = false;
        await AtAsync(Morning(26));
        await client.SeesCardAsync(Exists);
    }

    [Theory]
    [InlineData("Vanished")]
    [InlineData("")]
    public async Task A_state_that_only_a_newer_service_knows_ends_nothing(string state)
    {
        using var client = await RememberedAsync();
        Service.Accounts[ObjectId] = State(state, ObjectId);
        await AtAsync(Morning(25));

        Assert.Contains("I could not look", (await client.SeesCardAsync(Asks)).CardJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_was_never_seen_is_not_taken_for_a_deleted_account()
    {
        Service.HidesAccounts = true;
        using var client = await RememberedAsync();
        (Service.HidesAccounts, _) = (false, Service.Accounts.TryRemove(Login, out _));
        await AtAsync(Morning(25));
        Assert.Contains("It may have been mistyped", (await client.SeesCardAsync(Asks)).CardJson, StringComparison.Ordinal);
        await RestAsync(Morning(26));

        // It appears, and is followed by its object ID from then on.
        Service.Accounts[Login] = State("Exists", ObjectId);
        await AtAsync(Morning(26));
        await client.SeesCardAsync(Exists);
        await RestAsync(Morning(27));
        Service.Accounts.Clear();
        await AtAsync(Morning(27));
        await client.SeesCardAsync(Ended);
    }

    [Fact]
    public async Task Nobody_is_told_to_delete_their_own_account()
    {
        Service.HidesAccounts = true;
        using var client = await RememberedAsync();
        Service.HidesAccounts = false;
        Service.Accounts[Login] = State("Exists", FakeService.Admin);
        await AtAsync(Morning(25));

        await client.SeesCardAsync("That is your own account");
        await EndedAsync(TemporaryAccountEnd.OwnAccount);
        Assert.DoesNotContain(Channel.Log, s => s.CardJson.Contains("Delete the user", StringComparison.Ordinal) && s.Title is Exists or Asks);
    }

    [Fact]
    public async Task The_admins_word_is_checked_and_where_the_account_is_still_there_the_reminders_go_on()
    {
        using var client = await RememberedAsync();
        await AtAsync(Morning(25));
        await client.PressAsync(await client.SeesCardAsync(Exists), "It is deleted");

        await client.SeesTextAsync($"The directory still shows {Login}");
        await RestAsync(Morning(26));
        var before = Channel.Log.Count;
        await AtAsync(Morning(26));
        await client.SeesCardAsync(Exists, before);
    }

    [Fact]
    public async Task The_admins_word_ends_it_where_the_directory_cannot_be_read_and_is_recorded_as_that()
    {
        using var client = await RememberedAsync();
        Service.HidesAccounts = true;
        await AtAsync(Morning(25));
        var card = await client.SeesCardAsync(Asks);
        await client.PressAsync(card, "It is deleted");

        Assert.Contains("I take your word for it", (await client.SeesCardAsync(Noted)).CardJson, StringComparison.Ordinal);
        await EndedAsync(TemporaryAccountEnd.AdminsWord);
        var before = Channel.Log.Count;
        Service.HidesAccounts = false;
        await client.PressAsync(card, "It is deleted");
        Assert.Contains("I take your word for it", (await client.SeesCardAsync(Noted, before)).CardJson, StringComparison.Ordinal);
        await SilenceAsync();
    }

    [Fact]
    public async Task A_button_of_somebody_elses_account_does_nothing()
    {
        using var client = await RememberedAsync();
        await AtAsync(Morning(25));
        var card = await client.SeesCardAsync(Exists);
        await World.QueryAsync(c => c.TemporaryAccounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.PersonId, FakeService.OtherAdmin)));
        await client.PressAsync(card, "It is deleted");

        await client.SeesTextAsync("I can't use that button any more");
        Assert.Null(await World.QueryAsync(c => c.TemporaryAccounts.Select(a => a.End).SingleAsync()));
    }

    [Fact]
    public async Task Replicas_that_look_at_once_remind_once()
    {
        using var client = await RememberedAsync();
        World.Time.SetUtcNow(Morning(25));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(SendAsync)));
        await RestAsync(Morning(26));

        Assert.Single(Channel.Log, s => s.Title == Exists);
    }

    [Fact]
    public async Task A_bot_that_was_removed_is_silent_and_reminds_again_when_it_is_back()
    {
        using var client = await RememberedAsync();
        await client.UninstallAsync();
        await AtAsync(Morning(25));
        // Nobody's time zone is known then.
        await RestAsync(Morning(26).AddHours(1));
        Assert.DoesNotContain(Channel.Log, s => s.Title == Exists);

        await client.InstallAsync();
        await AtAsync(Morning(26).AddHours(1));
        await client.SeesCardAsync(Exists);
    }

    [Fact]
    public async Task A_blocked_chat_is_left_alone_and_the_account_is_not_forgotten()
    {
        using var client = await RememberedAsync();
        // The warning of the secret must not be what finds out that the chat is blocked.
        await client.InstallAsync();
        await World.UntilAsync(c => c.Notices.AnyAsync(n => n.SentAt != null));
        Channel.OnPost = () => FakeChannel.Json(
            HttpStatusCode.Forbidden,
            new JsonObject { ["error"] = new JsonObject { ["code"] = "ConversationBlockedByUser", ["message"] = "blocked" } });
        await AtAsync(Morning(25));
        await World.UntilAsync(c => c.Conversations.AnyAsync(r => r.RemovedAt != null));
        await RestAsync(Morning(26));
        Channel.OnPost = null;

        await client.InstallAsync();
        await AtAsync(Morning(26));
        await client.SeesCardAsync(Exists);
    }

    [Fact]
    public async Task A_restart_in_between_forgets_nothing()
    {
        using var client = await RememberedAsync();
        World.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        World.Time.SetUtcNow(Morning(25));
        await using var restarted = World.WithWebHostBuilder(_ => { });
        Assert.NotNull(restarted.Services);

        await client.SeesCardAsync(Exists);
        Assert.Single(Channel.Log, s => s.Title == Exists);
    }

    private async Task<Client> RememberedAsync()
    {
        Service.Accounts[Login] = Service.Accounts[ObjectId] = State("Exists", ObjectId);
        var client = Client.Teams(World);
        await client.SayAsync("temporary account");
        await client.SayAsync("yes");
        await client.SayAsync(Login);
        await client.SeesCardAsync("I will remember the temporary account");
        return client;
    }

    private static DateTimeOffset Morning(int dayOfNovember) => new DateTimeOffset(2026, 11, 1, 7, 0, 0, TimeSpan.Zero).AddDays(dayOfNovember - 1);

    /// <summary>It is so late, and whoever looks does so now.</summary>
    private Task AtAsync(DateTimeOffset now)
    {
        World.Time.SetUtcNow(now);
        return SendAsync();
    }

    /// <summary>Looks at once, as the worker does with each tick.</summary>
    private Task SendAsync() => World.Services.GetRequiredService<TemporaryAccountSender>().SendDueAsync(CancellationToken.None);

    private Task RestAsync(DateTimeOffset next) => World.UntilAsync(c => c.TemporaryAccounts.AnyAsync(a => a.ClaimedUntil == null && a.DueAt == next));

    private Task EndedAsync(TemporaryAccountEnd end) => World.UntilAsync(c => c.TemporaryAccounts.AnyAsync(a => a.End == end && a.EndedAt != null));

    private async Task SilenceAsync()
    {
        var before = Channel.Log.Count;
        World.Time.Advance(TimeSpan.FromDays(3));
        await SendAsync();
        Assert.DoesNotContain(Channel.Log.Skip(before), s => s.Title is Exists or Asks or Ended or Noted);
    }

    private static void InOrder(string text, params string[] parts)
    {
        var body = text.IndexOf("\"body\"", StringComparison.Ordinal);
        var at = parts.Select(p => text.IndexOf(p, body, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, at);
        Assert.Equal(at.Order(), at);
    }

    private static JsonObject State(string state, string id) => new() { ["state"] = state, ["objectId"] = id };
}
