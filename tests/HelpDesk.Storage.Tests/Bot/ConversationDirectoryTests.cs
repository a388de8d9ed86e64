using HelpDesk.Storage.Bot;

namespace HelpDesk.Storage.Tests.Bot;

public abstract class ConversationDirectoryTests(DatabaseProvider provider) : BotStoreTests(provider)
{
    private ConversationDirectory Directory => Get<ConversationDirectory>();

    [SkippableFact]
    public async Task Racing_first_activities_make_one_conversation_and_one_greeting()
    {
        var chats = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Directory.SeenAsync(Seen()))));
        var greetings = await Task.WhenAll(chats.Select(c => Task.Run(() => Directory.TryClaimGreetingAsync(c.Id))));

        Assert.Single(chats.Select(c => c.Id).Distinct());
        Assert.Single(greetings, true);
    }

    [SkippableFact]
    public async Task An_activity_refreshes_the_reference_and_keeps_what_it_does_not_tell()
    {
        var first = await Directory.SeenAsync(Seen());
        await Directory.TryClaimGreetingAsync(first.Id);
        Time.Advance(TimeSpan.FromHours(1));

        var second = await Directory.SeenAsync(Seen() with { ServiceUrl = "https://other/", TimeZone = null, ReferenceJson = "{\"new\":1}" });

        Assert.Equal("https://other/", second.ServiceUrl);
        Assert.Equal("{\"new\":1}", second.ReferenceJson);
        Assert.Equal("Europe/Berlin", second.TimeZone);
        Assert.NotNull(second.GreetedAt);
        Assert.Equal(Time.GetUtcNow(), second.LastSeenAt);
    }

    [SkippableFact]
    public async Task An_activity_that_follows_at_once_is_written_only_if_it_tells_something()
    {
        var first = await Directory.SeenAsync(Seen());
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(first.LastSeenAt, (await Directory.SeenAsync(Seen())).LastSeenAt);
        Assert.Equal("de-DE", (await Directory.SeenAsync(Seen() with { Locale = "de-DE" })).Locale);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Time.GetUtcNow(), (await Directory.SeenAsync(Seen())).LastSeenAt);
    }

    [SkippableFact]
    public async Task An_activity_without_a_tenant_leaves_the_known_one()
    {
        await Directory.SeenAsync(Seen() with { ChannelTenantId = "TENANT" });

        var chat = await Directory.SeenAsync(Seen() with { ChannelTenantId = null, TenantId = null, PersonId = null });

        Assert.Equal(("TENANT", "tenant", "person"), (chat.ChannelTenantId, chat.TenantId, chat.PersonId));
    }

    [SkippableFact]
    public async Task A_removed_bot_is_not_found_until_it_is_heard_of_again_and_then_greets_anew()
    {
        var chat = await Directory.SeenAsync(Seen());
        await Directory.TryClaimGreetingAsync(chat.Id);
        await Directory.LookedUpAsync(chat.Id);

        await Directory.RemovedAsync("msteams", "a:1");
        Assert.Null(await Directory.FindPersonalAsync("tenant", "person"));

        await Directory.SeenAsync(Seen());
        Assert.NotNull(await Directory.FindPersonalAsync("tenant", "person"));
        Assert.Single(await Directory.NotLookedUpAsync(10));
        Assert.True(await Directory.TryClaimGreetingAsync(chat.Id));
    }

    [SkippableFact]
    public async Task A_chat_without_an_identity_is_found_once_the_person_has_proven_who_they_are()
    {
        var chat = await Directory.SeenAsync(Seen() with { ChannelId = "emulator", TenantId = null, PersonId = null });
        Assert.Empty(await Directory.NotLookedUpAsync(10));

        await Directory.IdentifiedAsync("emulator", "a:1", "tenant", "person");
        await Directory.SeenAsync(Seen() with { ChannelId = "emulator", TenantId = null, PersonId = null });

        Assert.Equal(chat.Id, (await Directory.FindPersonalAsync("tenant", "person"))?.Id);
        Assert.Single(await Directory.NotLookedUpAsync(10));
    }

    [SkippableFact]
    public async Task A_group_chat_is_never_where_a_person_is_warned()
    {
        await Directory.SeenAsync(Seen() with { IsPersonal = false });

        Assert.Null(await Directory.FindPersonalAsync("tenant", "person"));
        Assert.Empty(await Directory.NotLookedUpAsync(10));
    }

    private static ConversationSeen Seen() => new()
    {
        ChannelId = "msteams",
        ConversationId = "a:1",
        TenantId = "tenant",
        PersonId = "person",
        UserId = "29:1",
        ServiceUrl = "https://smba/",
        ReferenceJson = "{}",
        IsPersonal = true,
        IsAnonymous = false,
        TimeZone = "Europe/Berlin",
    };

    public sealed class OnSqlite() : ConversationDirectoryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ConversationDirectoryTests(DatabaseProvider.PostgreSql);
}
