namespace HelpDesk.RenewalService.Tests.Configuration;

/// <summary>The program itself, started as the operator starts it.</summary>
public sealed class ConfigurationTests
{
    private const string Service = "RenewalService";

    private static readonly string[] Sound =
    [
        "--urls=http://127.0.0.1:0",
        $"--{Service}:Entra:TenantId=a0000000-0000-4000-8000-000000000001",
        $"--{Service}:Entra:ClientId=a0000000-0000-4000-8000-000000000202",
        $"--{Service}:Entra:BotClientId=a0000000-0000-4000-8000-000000000201",
    ];

    [Fact]
    public async Task An_empty_configuration_lists_all_that_is_missing_each_with_its_remedy()
    {
        var (code, errors) = await RunAsync(
            "--environment=Production",
            $"--{Service}:Database:Provider=",
            $"--{Service}:Database:ConnectionString=",
            $"--{Service}:DataProtection:KeyDirectory=",
            $"--{Service}:Entra:Instance=",
            $"--{Service}:Entra:Credential:Kind=None",
            $"--{Service}:Graph:BaseUrl=",
            $"--{Service}:Acs:BaseUrl=");

        Assert.Equal(1, code);
        AssertListed(
            errors,
            ($"{Service}:Database:Provider", "Use Sqlite or PostgreSql"),
            ($"{Service}:Database:ConnectionString", "Give one, such as Data Source="),
            ($"{Service}:DataProtection:KeyDirectory", "Give one that only this service can read"),
            ($"{Service}:Vault:AcceptEmbedded", "Set it to true"),
            ($"{Service}:Entra:Instance", "Give for example https://login.microsoftonline.com/"),
            ($"{Service}:Entra:TenantId", "Give the ID of the vendor's directory"),
            ($"{Service}:Entra:ClientId", "Give the application ID of this service"),
            ($"{Service}:Entra:BotClientId", "Give the application ID of the bot"),
            ($"{Service}:Entra:Credential:Kind", "Give ManagedIdentity, FederatedCredential or Certificate"),
            ($"{Service}:Graph:BaseUrl", "Give one that begins with https://"),
            ($"{Service}:Acs:BaseUrl", "Give one that begins with https://"));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_registrations_of_one_app_are_refused_however_its_IDs_are_written()
    {
        const string Tenant = "c0000000-0000-4000-8000-000000000001";
        const string Client = "c0000000-0000-4000-8000-0000000000aa";
        string[] Registration(int i, string id, string tenant, string client) =>
        [
            $"--{Service}:Registrations:{i}:Id={id}",
            $"--{Service}:Registrations:{i}:DisplayName=HelpDesk",
            $"--{Service}:Registrations:{i}:TenantId={tenant}",
            $"--{Service}:Registrations:{i}:ClientId={client}",
        ];

        var (code, errors) = await RunAsync(
        [
            .. Sound,
            "--environment=Production",
            .. Registration(0, "d0000000-0000-4000-8000-000000000001", Tenant, Client),
            .. Registration(1, "d0000000-0000-4000-8000-000000000002", Tenant.ToUpperInvariant(), Client.ToUpperInvariant()),
        ]);

        Assert.Equal(1, code);
        AssertListed(errors, ($"{Service}:Registrations: the app {Client} of tenant {Tenant} is given 2 times", "keep one registration of it"));
    }

    [Fact]
    public async Task Production_refuses_what_only_the_sandbox_needs_and_what_only_a_developer_may()
    {
        var (code, errors) = await RunAsync([
            .. Sound,
            "--environment=Production",
            "--Sandbox:TrustedRootPath=root.pem",
            "--Sandbox:ClockPath=clock",
            $"--{Service}:Entra:InstanceDiscovery=false",
            $"--{Service}:Entra:Credential:Kind=ClientSecret",
            $"--{Service}:Entra:Credential:ClientSecret=secret",
            $"--{Service}:Graph:BaseUrl=http://graph.test/v1.0",
            $"--{Service}:Acs:BaseUrl=http://acs.test/"]);

        Assert.Equal(1, code);
        AssertListed(
            errors,
            ("Sandbox: these settings are for the sandbox", "Remove the section"),
            ("Sandbox:TrustedRootPath", "there is no file 'root.pem'"),
            ("Sandbox:ClockPath", "there is no file 'clock'"),
            ($"{Service}:Entra:InstanceDiscovery", "Development only"),
            ($"{Service}:Entra:Credential:Kind", "a plain client secret is accepted in Development only"),
            ($"{Service}:Graph:BaseUrl", "is not encrypted"),
            ($"{Service}:Acs:BaseUrl", "is not encrypted"),
            ($"{Service}:Vault:AcceptEmbedded", "or RenewalService:Vault:Kind to AzureKeyVault"));
    }

    [Fact]
    public async Task Values_that_are_wrong_are_named_with_what_they_are()
    {
        var (code, errors) = await RunAsync([
            .. Sound,
            "--environment=Development",
            $"--{Service}:Database:Provider=Oracle",
            $"--{Service}:Entra:ClientId=the service",
            $"--{Service}:Entra:Credential:Kind=Certificate",
            $"--{Service}:Entra:Credential:CertificatePath=missing.pfx",
            $"--{Service}:Graph:BaseUrl=https://graph.microsoft.com/beta",
            $"--{Service}:Watch:Tick=00:00:00",
            $"--{Service}:Watch:ScanInterval=30.00:00:00",
            $"--{Service}:Renewals:LifetimeInDays=7",
            $"--{Service}:Renewals:WriteWindow=02:00:00",
            $"--{Service}:Renewals:Pause=00:05:00",
            $"--{Service}:Renewals:FirstProof=00:10:00",
            $"--{Service}:Renewals:UsualProof=00:00:01",
            $"--{Service}:Registrations:0:Id=first",
            $"--{Service}:Registrations:0:TenantId=contoso.com",
            $"--{Service}:Registrations:0:ClientId={Guid.Empty}",
            $"--{Service}:Registrations:0:SiteUrl=http://contoso.sharepoint.com",
            $"--{Service}:Registrations:0:SignInRoute=LegacyPassword",
            $"--{Service}:Registrations:0:Watchers:0=ada@contoso.com"]);

        Assert.Equal(1, code);
        AssertListed(
            errors,
            ($"{Service}:Database:Provider", "'Oracle' is unknown"),
            ($"{Service}:Entra:ClientId", "'the service' is not a GUID"),
            ($"{Service}:Entra:Credential:CertificatePath", "there is no file 'missing.pfx'"),
            ($"{Service}:Graph:BaseUrl", "has to be an origin followed by /v1.0"),
            ($"{Service}:Watch:Tick", "out of range"),
            ($"{Service}:Watch:ScanInterval", "out of range"),
            ($"{Service}:Renewals:LifetimeInDays", "7 is not between 30 and 3650"),
            ($"{Service}:Renewals:WriteWindow", "02:00:00 is not between"),
            ($"{Service}:Renewals:Pause", "00:05:00 is not between 00:00:00 and 00:00:30"),
            ($"{Service}:Renewals:FirstProof", "00:10:00 is not between 00:00:00 and 00:01:00"),
            ($"{Service}:Renewals:UsualProof", "00:00:01 is not between"),
            ($"{Service}:Registrations:0:Id", "'first' is not a GUID"),
            ($"{Service}:Registrations:0:TenantId", "'contoso.com' is not a GUID"),
            ($"{Service}:Registrations:0:DisplayName", "it is missing"),
            ($"{Service}:Registrations:0:SiteUrl", "is not an https address"),
            ($"{Service}:Registrations:0:AboutPage", "Give the one of HelpDesk's page Settings → About, or set SignInRoute to Delegated"),
            ($"{Service}:Registrations:0:Watchers:0", "'ada@contoso.com' is not a GUID"));
    }

    [Theory]
    [InlineData("Host=db")]
    [InlineData("Data Source=data/renewal-service.db")]
    [InlineData("Host=db;Database=service;Port=many")]
    [InlineData("")]
    public async Task PostgreSQL_needs_a_host_and_a_database_and_nothing_of_the_connection_string_is_shown(string connectionString)
    {
        var (code, errors) = await RunAsync([
            .. Sound,
            "--environment=Development",
            $"--{Service}:Database:Provider=postgresql",
            $"--{Service}:Database:ConnectionString={connectionString};Password=unspeakable"]);

        Assert.Equal(1, code);
        AssertListed(errors, ($"{Service}:Database:ConnectionString", "this is no connection string of PostgreSql. Give one, such as Host="));
        Assert.DoesNotContain("unspeakable", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_unknown_database_nobody_asks_for_a_connection_string_of_another()
    {
        var (_, errors) = await RunAsync([
            .. Sound, "--environment=Development", $"--{Service}:Database:Provider=Oracle", $"--{Service}:Database:ConnectionString=Host=db;Database=service"]);

        AssertListed(errors, ($"{Service}:Database:Provider", "'Oracle' is unknown. Use Sqlite or PostgreSql."));
        Assert.DoesNotContain("ConnectionString", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "", "helpdesk-", "Uri", "Give for example https://helpdesk.vault.azure.net/")]
    [InlineData("Production", "http://helpdesk.vault.azure.net/", "helpdesk-", "Uri", "Give for example https://helpdesk.vault.azure.net/")]
    [InlineData("Production", "https://helpdesk.vault.azure.net/secrets", "helpdesk-", "Uri", "Give for example https://helpdesk.vault.azure.net/")]
    [InlineData("Production", "https://localhost:5443/", "helpdesk-", "Uri", "has to end with one of .vault.azure.net")]
    [InlineData("Production", "https://vault.azure.net.example.com/", "helpdesk-", "Uri", "has to end with one of .vault.azure.net")]
    [InlineData("Production", "https://helpdesk.vault.azure.cn/", "helpdesk-", "Scope", "Give https://vault.azure.cn/.default")]
    [InlineData("Development", "http://localhost:5443/", "help_desk", "Uri", "Give for example https://helpdesk.vault.azure.net/")]
    [InlineData("Development", "http://localhost:5443/", "help_desk", "Prefix", "Give at most 40 letters, digits and hyphens")]
    [InlineData("Development", "https://localhost:5443/", "the-prefix-of-all-secrets-of-the-help-desk", "Prefix", "Give at most 40 letters, digits and hyphens")]
    public async Task A_key_vault_that_cannot_be_used_is_told_with_the_remedy(string environment, string uri, string prefix, string key, string remedy)
    {
        var (code, errors) = await RunAsync([
            .. Sound,
            $"--environment={environment}",
            $"--{Service}:Vault:Kind=AzureKeyVault",
            $"--{Service}:Vault:AzureKeyVault:Uri={uri}",
            $"--{Service}:Vault:AzureKeyVault:Prefix={prefix}",
            $"--{Service}:Database:Provider=Oracle"]);

        Assert.Equal(1, code);
        AssertListed(errors, ($"{Service}:Vault:AzureKeyVault:{key}", remedy), ($"{Service}:Database:Provider", "'Oracle' is unknown"));
        // Whoever has a key vault need not accept the embedded one.
        Assert.DoesNotContain("AcceptEmbedded", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://helpdesk.vault.azure.net/", "https://vault.azure.net/.default")]
    [InlineData("https://helpdesk.vault.azure.net", "https://vault.azure.net/.default")]
    [InlineData("https://helpdesk.vault.usgovcloudapi.net/", "https://vault.usgovcloudapi.net/.default")]
    public async Task A_vault_of_any_cloud_is_good_in_Production(string uri, string scope)
    {
        var (_, errors) = await RunAsync([
            .. Sound,
            "--environment=Production",
            $"--{Service}:Vault:Kind=AzureKeyVault",
            $"--{Service}:Vault:AzureKeyVault:Uri={uri}",
            $"--{Service}:Vault:AzureKeyVault:Scope={scope}",
            $"--{Service}:Database:Provider=Oracle"]);

        AssertListed(errors, ($"{Service}:Database:Provider", "'Oracle' is unknown"));
        Assert.DoesNotContain($"{Service}:Vault", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RenewalService:Vault:Kind", "Drawer")]
    [InlineData("RenewalService:Vault:Kind", "7")]
    [InlineData("RenewalService:Watch:Tick", "soon")]
    [InlineData("RenewalService:Entra:Credential:Kind", "Password")]
    [InlineData("RenewalService:Entra:InstanceDiscovery", "perhaps")]
    [InlineData("RenewalService:Registrations:0:SignInRoute", "Password")]
    [InlineData("Sandbox:ParentProcessId", "init")]
    public async Task A_value_of_the_wrong_kind_is_told_like_any_other_mistake(string key, string value)
    {
        var (code, errors) = await RunAsync([.. Sound, "--environment=Development", $"--{key}={value}", $"--{Service}:Database:Provider=Oracle"]);

        Assert.Equal(1, code);
        AssertListed(errors, (key.Split(':')[0], value), ($"{Service}:Database:Provider", "'Oracle' is unknown"));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static void AssertListed(string errors, params (string Key, string Remedy)[] expected)
    {
        var lines = errors.Split('\n');
        Assert.All(expected, e => Assert.True(
            lines.Any(l => l.Contains(e.Key, StringComparison.Ordinal) && l.Contains(e.Remedy, StringComparison.Ordinal)), $"{e.Key}: {e.Remedy} is not in\n{errors}"));
    }

    private static async Task<(int Code, string Errors)> RunAsync(params string[] settings)
    {
        var usual = Console.Error;
        await using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            var run = Task.Run(() => (int)typeof(RenewalServiceHost).Assembly.EntryPoint!.Invoke(null, [settings])!);
            return (await run.WaitAsync(TimeSpan.FromSeconds(30)), errors.ToString());
        }
        finally
        {
            Console.SetError(usual);
        }
    }
}
