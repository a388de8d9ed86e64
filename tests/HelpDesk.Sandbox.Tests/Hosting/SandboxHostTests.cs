using System.Buffers.Binary;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Tests.Hosting;

public sealed class SandboxHostTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"helpdesk-sandbox-{Guid.NewGuid():N}");

    private SandboxSettings Settings => new() { DataFolder = _folder, Ports = SandboxPorts.Free };

    [Fact]
    public async Task Keys_and_certificates_survive_a_restart()
    {
        string keys, channelKeys, root;
        await using (var first = await SandboxHost.StartAsync(Settings))
        {
            keys = first.Signer.EntraKeys().ToJsonString();
            channelKeys = first.Signer.ChannelKeys().ToJsonString();
            root = await File.ReadAllTextAsync(first.Folder.TrustedRoot);
        }

        await using var second = await SandboxHost.StartAsync(Settings);
        Assert.Equal(keys, second.Signer.EntraKeys().ToJsonString());
        Assert.Equal(channelKeys, second.Signer.ChannelKeys().ToJsonString());
        Assert.Equal(root, await File.ReadAllTextAsync(second.Folder.TrustedRoot));
        Assert.NotEqual(keys, channelKeys);
    }

    [Fact]
    public async Task A_damaged_key_is_replaced_and_not_fatal()
    {
        await using (await SandboxHost.StartAsync(Settings))
        {
        }

        foreach (var file in Directory.GetFiles(_folder, "*.pem"))
        {
            await File.WriteAllTextAsync(file, "not a key");
        }

        await using var second = await SandboxHost.StartAsync(Settings);
        Assert.Contains("BEGIN CERTIFICATE", await File.ReadAllTextAsync(second.Folder.TrustedRoot), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_file_holds_the_offset_for_other_processes()
    {
        await using var sandbox = await SandboxHost.StartAsync(Settings);
        sandbox.Clock.Advance(TimeSpan.FromDays(75));

        var bytes = new byte[8];
        await using (var file = new FileStream(sandbox.Folder.Clock, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            await file.ReadExactlyAsync(bytes);
        }

        Assert.Equal(TimeSpan.FromDays(75).Ticks, BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Assert.InRange(sandbox.Clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(74.9), TimeSpan.FromDays(75.1));
    }

    [Fact]
    public async Task The_story_begins_with_the_numbers_of_the_contract()
    {
        await using var sandbox = await SandboxHost.StartAsync(Settings);
        var now = sandbox.Clock.GetUtcNow();
        var application = sandbox.World.FindApplication(WorldIds.Contoso.HelpDeskApp)!;
        var addIn = sandbox.World.FindPrincipal(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInApp)!;
        var other = sandbox.World.FindApplication(WorldIds.Fabrikam.HelpDeskApp)!;

        Assert.Equal(14, DaysLeft(application));
        Assert.Equal(75, DaysLeft(addIn));
        Assert.Equal(45, DaysLeft(other));
        Assert.Equal(PrincipalType.Legacy, addIn.Type);
        Assert.Null(sandbox.World.FindApplication(WorldIds.Contoso.AddInApp));
        Assert.All(sandbox.World.Customers, tenant => Assert.InRange(tenant.People.Count, 6, int.MaxValue));

        double DaysLeft(CredentialHolder holder) => Math.Ceiling((holder.Passwords.Max(p => p.End) - now).TotalDays);
    }

    [Fact]
    public void Every_person_has_an_own_id_an_own_login_and_an_own_Teams_id()
    {
        using var clock = new SandboxClock(Path.Combine(Directory.CreateDirectory(_folder).FullName, "clock"));
        var people = new SandboxWorld(clock).Tenants.SelectMany(t => t.People).ToList();

        Assert.Equal(people.Count, people.Select(p => p.Id).Distinct().Count());
        Assert.Equal(people.Count, people.Select(p => p.UserPrincipalName).Distinct().Count());
        Assert.Equal(people.Count, people.Select(p => p.TeamsId).Distinct().Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
