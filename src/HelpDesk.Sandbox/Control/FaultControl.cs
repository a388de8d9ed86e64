using System.Globalization;

namespace HelpDesk.Sandbox.Control;

/// <summary><c>/sandbox/faults</c> and <c>/sandbox/held</c>: what goes wrong next, and which calls are held now.</summary>
internal static class FaultControl
{
    private const int MostCalls = 100_000;

    public static void MapFaults(this IEndpointRouteBuilder control)
    {
        control.MapGet("/faults", (FaultList faults) => Results.Json(faults.Waiting, ControlJson.Options));
        control.MapPost("/faults", async (HttpContext context, FaultList faults) =>
        {
            faults.Add(ToFault(await ControlJson.ReadAsync<FaultInput>(context)));
            return Results.Json(faults.Waiting, ControlJson.Options);
        });
        control.MapDelete("/faults", (FaultList faults) =>
        {
            faults.Clear();
            return Results.NoContent();
        });

        control.MapGet("/held", (HeldCalls held) => Results.Json(held.Now, ControlJson.Options));
        control.MapDelete("/held", (HeldCalls held) =>
        {
            held.Release();
            return Results.NoContent();
        });
    }

    private static Fault ToFault(FaultInput input)
    {
        if (input.Area is null && input.Path is null)
        {
            throw new ControlInputException("Give an 'area' (identity, graph, acs, connector, tokenService, keyVault), a 'path' or both.");
        }

        if (input.Kind == FaultKind.Delay && input.Delay is null)
        {
            throw new ControlInputException("A fault of kind 'delay' needs a 'delay' such as PT5S.");
        }

        if (input.Kind == FaultKind.Status && input.Status is not (>= 400 and <= 599))
        {
            throw new ControlInputException("A fault of kind 'status' needs a 'status' from 400 to 599.");
        }

        if (input.Skip is < 0 or > MostCalls)
        {
            throw new ControlInputException($"'skip' must be from 0 to {MostCalls.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (input.Count is < 1 or > MostCalls)
        {
            throw new ControlInputException($"'count' must be from 1 to {MostCalls.ToString(CultureInfo.InvariantCulture)}.");
        }

        return new Fault
        {
            Kind = input.Kind,
            Area = input.Area,
            Path = input.Path,
            Method = input.Method,
            Skip = input.Skip,
            Delay = input.Delay is null ? null : ControlJson.Duration(input.Delay, "delay"),
            Status = input.Status ?? StatusCodes.Status503ServiceUnavailable,
            RetryAfter = input.RetryAfter?.ToString(),
            Body = input.Body,
            Count = input.Count,
        };
    }
}
