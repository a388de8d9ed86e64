namespace HelpDesk.RenewalBot.Tests;

/// <summary>The program itself, started as the operator starts it.</summary>
public sealed class ConfigurationTests
{
    private static readonly string[] Sound =
    [
        "--environment=Development",
        "--RenewalBot:Channel:AppId=99999999-9999-4999-8999-999999999999",
        "--RenewalBot:Channel:TenantId=88888888-8888-4888-8888-888888888888",
        "--RenewalBot:RenewalService:BaseAddress=https://renewals.test/",
        "--RenewalBot:RenewalService:Scope=api://77777777-7777-4777-8777-777777777777/.default",
    ];

    [Fact]
    public async Task Everything_that_is_wrong_is_listed_with_its_remedy()
    {
        var (code, errors) = await RunAsync(
            "--RenewalBot:RenewalService:BaseAddress=renewals",
            "--RenewalBot:RenewalService:Scope=",
            "--RenewalBot:SignIn:OtherAccountConnectionName=HelpDeskRenewal",
            "--RenewalBot:Conversations:IdleTimeout=00:01:00",
            "--RenewalBot:Feed:PollInterval=00:00:00",
            "--RenewalBot:Notices:FirstHour=20",
            "--RenewalBot:Database:Provider=Oracle",
            "--RenewalBot:DataProtection:KeyDirectory=",
            "--RenewalBot:Channel:AppId=");

        Assert.Equal(1, code);
        Assert.Contains("RenewalBot:RenewalService:BaseAddress: 'renewals' is not an address", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:RenewalService:Scope: give", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:SignIn:OtherAccountConnectionName: has to be", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:Conversations:IdleTimeout: give", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:Feed:PollInterval: give", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:Notices:FirstHour", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:Database:Provider: 'Oracle' is unknown", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:DataProtection:KeyDirectory: give", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:Channel:AppId", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_refuses_an_address_without_TLS_and_what_only_the_sandbox_needs()
    {
        var (code, errors) = await RunAsync(
            "--environment=Production",
            "--RenewalBot:RenewalService:BaseAddress=http://renewals.test/",
            "--RenewalBot:Channel:LoginInstance=https://login.test/",
            "--Sandbox:ParentProcessId=1");

        Assert.Equal(1, code);
        Assert.Contains("has to be https", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:Channel:LoginInstance", errors, StringComparison.Ordinal);
        Assert.Contains("Sandbox: these settings are for the sandbox", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db")]
    [InlineData("Data Source=data/renewal-bot.db")]
    [InlineData("Host=db;Database=bot;Port=many")]
    [InlineData("")]
    public async Task PostgreSQL_needs_a_host_and_a_database_and_nothing_of_the_connection_string_is_shown(string connectionString)
    {
        var (code, errors) = await RunAsync(
            [.. Sound, "--RenewalBot:Database:Provider=postgresql", $"--RenewalBot:Database:ConnectionString={connectionString};Password=unspeakable"]);

        Assert.Equal(1, code);
        Assert.Contains("this is no connection string of PostgreSql. Give one, such as Host=", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("unspeakable", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_the_wrong_form_are_listed_like_any_other_mistake()
    {
        var (code, errors) = await RunAsync(
            "--RenewalBot:Notices:Tick=abc",
            "--RenewalBot:Feed:PollInterval=soon",
            "--RenewalBot:Database:ConnectionString=abc",
            "--RenewalBot:Channel:MaxRequestBodySize=large",
            "--RenewalBot:RenewalService:Scope=",
            "--Sandbox:ParentProcessId=abc");

        Assert.Equal(1, code);
        Assert.Contains("'RenewalBot:Notices:Tick'", errors, StringComparison.Ordinal);
        Assert.Contains("'RenewalBot:Feed:PollInterval'", errors, StringComparison.Ordinal);
        Assert.Contains("a time span is 00:00:05", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:Database:ConnectionString: this is no connection string", errors, StringComparison.Ordinal);
        Assert.Contains("'RenewalBot:Channel:MaxRequestBodySize'", errors, StringComparison.Ordinal);
        Assert.Contains("RenewalBot:RenewalService:Scope: give", errors, StringComparison.Ordinal);
        Assert.Contains("'Sandbox:ParentProcessId'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(" at HelpDesk.", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> RunAsync(params string[] settings)
    {
        var usual = Console.Error;
        await using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            string[] args = [.. Sound, .. settings];
            var run = Task.Run(() => (int)typeof(BotHost).Assembly.EntryPoint!.Invoke(null, [args])!);
            return (await run.WaitAsync(TimeSpan.FromSeconds(30)), errors.ToString());
        }
        finally
        {
            Console.SetError(usual);
        }
    }
}
