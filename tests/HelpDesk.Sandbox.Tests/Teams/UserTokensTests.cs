using HelpDesk.Sandbox.TokenService;

namespace HelpDesk.Sandbox.Tests.Teams;

public sealed class UserTokensTests
{
    private static readonly TokenKey Key = new("29:1ada", Connections.OwnAccount, "msteams");

    private readonly ManualTime _time = new();
    private readonly UserTokens _tokens;

    public UserTokensTests() => _tokens = new UserTokens(_time);

    private UserToken Token => new("secret", _time.GetUtcNow().AddHours(1));

    [Fact]
    public void A_code_is_good_for_ten_minutes()
    {
        var code = _tokens.AddPending(Key, Token);
        _time.Now += TimeSpan.FromMinutes(10);
        Assert.Null(_tokens.Redeem(Key, code));
    }

    [Fact]
    public void A_code_is_good_for_its_own_user_and_connection_only()
    {
        var code = _tokens.AddPending(Key, Token);
        Assert.Null(_tokens.Redeem(Key with { UserId = "29:1bruno" }, code));
        Assert.Null(_tokens.Redeem(Key with { Connection = Connections.OtherAccount }, code));
        Assert.NotNull(_tokens.Redeem(Key, code));
    }

    [Fact]
    public void Guessing_ends_the_sign_in()
    {
        var code = _tokens.AddPending(Key, Token);
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(_tokens.Redeem(Key, "no"));
        }

        Assert.Null(_tokens.Redeem(Key, code));
    }

    [Fact]
    public void An_expired_token_is_gone()
    {
        _tokens.Keep(Key, Token);
        Assert.NotNull(_tokens.Find(Key));
        _time.Now += TimeSpan.FromHours(1);
        Assert.Null(_tokens.Find(Key));
    }

    [Fact]
    public void A_token_does_not_show_in_text() => Assert.DoesNotContain("secret", Token.ToString(), StringComparison.Ordinal);

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
