using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Graph;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Launch;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Control;

/// <summary><c>/sandbox/*</c>: the clock, faults, switches, a new start, and a look at everything.</summary>
public static class ControlFeature
{
    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton<FaultList>()
        .AddSingleton<HeldCalls>()
        .AddSingleton<SandboxState>()
        .AddSingleton<StartedHosts>()
        .AddSingleton<WorldControl>()
        .AddSingleton<DirectoryControl>();

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGuarded();

        control.MapGet("/clock", (SandboxClock clock) => Clock(clock));
        control.MapPost("/clock", async (HttpContext context, SandboxClock clock) => Advance(await ControlJson.ReadAsync<ClockInput>(context), clock));

        control.MapFaults();

        control.MapGet("/state", (SandboxState state) => Results.Json(state.Read(), ControlJson.Options));
        control.MapGet("/calls", (CallLog calls, long? after) => Results.Json(calls.Calls.Where(c => c.Sequence > (after ?? 0)), ControlJson.Options));
        control.MapPost("/reset", ResetAsync);

        control.MapGet("/switches", (SandboxSwitches switches) => Results.Json(SandboxState.Of(switches.Values), ControlJson.Options));
        control.MapPost("/switches", async (HttpContext context, WorldControl world) =>
            Results.Json(SandboxState.Of(world.Switch(await ControlJson.ReadAsync<SwitchesInput>(context))), ControlJson.Options));
        control.MapPost("/tenants/{tenant}", async (string tenant, HttpContext context, WorldControl world) =>
            world.Change(tenant, await ControlJson.ReadAsync<TenantInput>(context)) ? Results.NoContent() : NotFound($"There is no tenant '{tenant}'."));
        control.MapPost("/people/{person}", async (string person, HttpContext context, WorldControl world) =>
            world.ChangePerson(person, await ControlJson.ReadAsync<PersonInput>(context)) ? Results.NoContent() : NotFound($"There is nobody called '{person}'."));
        control.MapDirectory();
        control.MapFallback("/{**rest}", () => NotFound(
            "Known are clock, faults, held, state, calls, reset, switches, tenants/{tenant}, tenants/{tenant}/people, people/{person}, "
            + "deletedPeople/{id}, applications/{id} and principals/{id}."));
    }

    /// <summary>People who come and go, and single applications and principals.</summary>
    private static void MapDirectory(this IEndpointRouteBuilder control)
    {
        control.MapPost("/tenants/{tenant}/people", async (string tenant, HttpContext context, DirectoryControl directory) =>
            directory.AddPerson(tenant, await ControlJson.ReadAsync<NewPersonInput>(context)) is { } id ? Made("id", id) : NotFound($"There is no tenant '{tenant}'."));
        control.MapDelete("/people/{person}", (string person, DirectoryControl directory) =>
            directory.DeletePerson(person) ? Results.NoContent() : NotFound($"There is nobody called '{person}'."));
        control.MapDelete("/deletedPeople/{id:guid}", (Guid id, DirectoryControl directory) =>
            directory.Purge(id) ? Results.NoContent() : NotFound($"Nobody of the ID '{id}' was deleted."));

        control.MapPost("/applications/{id:guid}", async (Guid id, HttpContext context, DirectoryControl directory) =>
            directory.Find<Application>(id) is { } application
                ? Changed(directory.Change(application, await ControlJson.ReadAsync<ApplicationInput>(context)))
                : NotFound($"There is no application of the object ID '{id}'."));
        control.MapPost("/principals/{id:guid}", async (Guid id, HttpContext context, DirectoryControl directory) =>
            directory.Find<ServicePrincipal>(id) is { } principal
                ? Changed(directory.Change(principal, await ControlJson.ReadAsync<PrincipalInput>(context)))
                : NotFound($"There is no principal of the object ID '{id}'."));
        control.MapDelete("/principals/{id:guid}", (Guid id, DirectoryControl directory) =>
            directory.RemovePrincipal(id) ? Results.NoContent() : NotFound($"There is no principal of the object ID '{id}'."));
    }

    /// <summary>Everything below <c>/sandbox</c>.</summary>
    public static RouteGroupBuilder MapGuarded(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/sandbox").OnPages().AddEndpointFilter(GuardAsync);

    /// <summary>Bad input becomes a clear answer, and a web page of somebody else's cannot move the clock through the person's browser.</summary>
    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}")
        {
            return Error(StatusCodes.Status403Forbidden, "forbidden", "Pages of another origin must not call the sandbox.");
        }

        try
        {
            return await next(context);
        }
        catch (ControlInputException e)
        {
            return Error(StatusCodes.Status400BadRequest, "badRequest", e.Message);
        }
    }

    private static async Task<IResult> ResetAsync(WorldControl world)
    {
        try
        {
            await world.StartOverAsync();
            return Results.NoContent();
        }
        catch (LaunchException e)
        {
            return Error(StatusCodes.Status500InternalServerError, "notStarted", e.Message);
        }
    }

    private static IResult Clock(SandboxClock clock) => Results.Json(new JsonObject
    {
        ["now"] = GraphJson.Time(clock.GetUtcNow()),
        ["offset"] = GraphJson.Duration(clock.Offset),
    });

    private static IResult Advance(ClockInput input, SandboxClock clock)
    {
        var by = ControlJson.Duration(input.Advance, "advance");
        if (by > DateTimeOffset.MaxValue.AddYears(-1000) - clock.GetUtcNow())
        {
            throw new ControlInputException("'advance' goes beyond what the calendar knows.");
        }

        clock.Advance(by);
        return Clock(clock);
    }

    private static IResult Changed(Guid? keyId) => keyId is { } id ? Made("keyId", id) : Results.NoContent();

    private static IResult Made(string name, Guid id) => Results.Json(new JsonObject { [name] = id.ToString() });

    private static IResult NotFound(string message) => Error(StatusCodes.Status404NotFound, "notFound", message);

    private static IResult Error(int status, string code, string message) =>
        Results.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, statusCode: status);
}
