using System.Text;
using System.Text.Json;
using HelpDesk.Renewals.Secrets;

namespace HelpDesk.Renewals.Tests;

public sealed class SecretTextTests
{
    private const string Value = "aB~8.c_D-0123456789xyz";

    [Fact]
    public void Printing_a_secret_prints_no_value()
    {
        var secret = new SecretText(Value);

        Assert.DoesNotContain(Value, $"{secret} {secret.GetHashCode()}", StringComparison.Ordinal);
        Assert.DoesNotContain(Value, new { Password = secret }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_refuses_to_be_serialised_and_to_be_read()
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new { Password = new SecretText(Value) }));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<SecretText>("\"x\""));
    }

    [Fact]
    public void The_form_of_the_add_in_is_standard_base64_of_the_utf8_bytes()
    {
        // domain.md §1.4: a secret of the directory contains ~ _ and . and is no base64 itself.
        var secret = new SecretText(Value);

        Assert.Equal(Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)), secret.RevealBase64());
        Assert.Equal(secret, SecretText.FromBase64(secret.RevealBase64()));
    }
}
