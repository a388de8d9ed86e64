using HelpDesk.Storage.Service;

namespace HelpDesk.Storage.Tests.Service;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-file-");

    [Fact]
    public void One_file_belongs_to_one_holder_and_its_folder_is_made()
    {
        var connectionString = $"Data Source={Path.Combine(_folder.FullName, "deeper", "other.db")}";
        using (var first = SqliteFile.TryTake(connectionString))
        {
            Assert.NotNull(first);
            Assert.Null(SqliteFile.TryTake(connectionString));
        }

        using var next = SqliteFile.TryTake(connectionString);
        Assert.NotNull(next);
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_told_from_one_that_somebody_else_has()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, string.Empty);

        Assert.ThrowsAny<IOException>(() => SqliteFile.TryTake($"Data Source={Path.Combine(file, "a-file-is-no-folder", "other.db")}"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
