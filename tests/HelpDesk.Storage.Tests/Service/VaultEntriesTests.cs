using HelpDesk.Storage.Service;

namespace HelpDesk.Storage.Tests.Service;

public abstract class VaultEntriesTests(DatabaseProvider provider) : ServiceDatabase(provider)
{
    [SkippableFact]
    public async Task An_entry_is_written_replaced_and_removed()
    {
        var entries = Get<VaultEntries>();
        var (first, second) = (new VaultEntry([1, 2, 3], Guid.NewGuid(), Start.AddDays(14)), new VaultEntry([4], null, null));

        Assert.Null(await entries.ReadAsync(HelpDesk.Id, "ClientSecret", default));
        await entries.WriteAsync(HelpDesk.Id, "ClientSecret", first, default);
        var read = (await entries.ReadAsync(HelpDesk.Id, "ClientSecret", default))!;
        Assert.Equal((first.KeyId, first.Expires), (read.KeyId, read.Expires));
        Assert.Equal(first.Ciphertext, read.Ciphertext);

        await entries.WriteAsync(HelpDesk.Id, "ClientSecret", second, default);
        Assert.Equal([4], (await entries.ReadAsync(HelpDesk.Id, "ClientSecret", default))!.Ciphertext);
        Assert.Null(await entries.ReadAsync(Guid.NewGuid(), "ClientSecret", default));

        await entries.RemoveAsync(HelpDesk.Id, "ClientSecret", e => e.KeyId == first.KeyId, default);
        Assert.NotNull(await entries.ReadAsync(HelpDesk.Id, "ClientSecret", default));
        await entries.RemoveAsync(HelpDesk.Id, "ClientSecret", null, default);
        Assert.Null(await entries.ReadAsync(HelpDesk.Id, "ClientSecret", default));
    }

    public sealed class OnSqlite() : VaultEntriesTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : VaultEntriesTests(DatabaseProvider.PostgreSql);
}
