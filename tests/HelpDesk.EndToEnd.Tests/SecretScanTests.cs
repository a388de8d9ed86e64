using System.Text;
using System.Text.Json;
using HelpDesk.Sandbox.World;

namespace HelpDesk.EndToEnd.Tests;

/// <summary>The scan that goes over all that each story left behind would see a secret, had it been there.</summary>
public sealed class SecretScanTests
{
    private readonly SecretValue _secret = SecretValue.Create();

    [Fact]
    public void It_sees_a_secret_in_every_form_in_which_somebody_could_use_it()
    {
        string[] forms =
        [
            _secret.Reveal(),
            _secret.ToBase64(),
            JsonSerializer.Serialize(new { text = $"value: {_secret.ToBase64()}" }),
            Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(_secret.Reveal())),
        ];

        Assert.All(forms, form => Assert.True(SecretScan.IsIn($"before {form} after"), form));
    }

    [Fact]
    public void It_does_not_take_the_part_that_the_directory_shows_for_one() => Assert.False(SecretScan.IsIn($"{_secret.Hint}***"));

    [Fact]
    public void It_reads_all_files_of_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-scan-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.CreateSubdirectory("databases").FullName, "service.db"), [0, 255, .. _secret.ToBytes(), 1]);

            Assert.ThrowsAny<Exception>(() => SecretScan.AssertAbsentIn(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
