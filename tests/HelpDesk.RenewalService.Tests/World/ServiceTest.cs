using System.Net;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>A test at the beginning of the story.</summary>
[Collection(ServiceWorldDefinition.Name)]
public abstract class ServiceTest(ServiceWorld world) : IAsyncLifetime
{
    protected static readonly Guid Ada = WorldIds.Contoso.Ada;

    protected ServiceWorld World { get; } = world;

    protected ServiceHost Host => World.Host;

    protected Api Api => World.Api;

    protected Tokens Tokens => World.Tokens;

    protected Application HelpDeskApplication => World.Sandbox.World.Find<Application>(WorldIds.Contoso.Tenant, WorldIds.Contoso.HelpDeskApplication)!;

    protected ServicePrincipal AddInPrincipal => World.Sandbox.World.Find<ServicePrincipal>(WorldIds.Contoso.Tenant, WorldIds.Contoso.AddInPrincipal)!;

    public Task InitializeAsync() => World.StartOverAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Confirms a renewal and waits until it rests; what the service then says of it.</summary>
    protected async Task<JsonNode> RenewAsync(Guid registration, Guid? person = null)
    {
        var token = await Tokens.OfAsync(person ?? Ada);
        var accepted = (await Api.RenewAsync(registration, token)).Good(HttpStatusCode.Accepted);
        await Host.RestAsync();
        return await ShowAsync(accepted);
    }

    protected async Task<JsonNode> ShowAsync(JsonNode renewal)
    {
        ArgumentNullException.ThrowIfNull(renewal);
        return (await Api.GetAsync($"/v1/registrations/{renewal["registrationId"]}/renewals/{renewal["id"]}", await Tokens.OfAsync(Ada))).Good();
    }

    protected static string[] States(JsonNode renewal)
    {
        ArgumentNullException.ThrowIfNull(renewal);
        return [.. renewal["steps"]!.AsArray().Select(s => (string)s!["state"]!)];
    }

    /// <summary>The calls that changed something in the directory. A batch only carries other calls, and a trial of policies changes nothing.</summary>
    protected IEnumerable<Call> Writes() => World.Sandbox.Calls.Calls.Where(c => c.Area is Area.Graph && c.Method is not "GET"
        && !c.Path.EndsWith("/$batch", StringComparison.Ordinal) && !c.Path.EndsWith("/conditionalAccess/evaluate", StringComparison.Ordinal));
}
