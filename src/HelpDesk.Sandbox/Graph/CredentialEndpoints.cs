using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Graph;

/// <summary><c>servicePrincipals</c> and <c>applications</c>: reads, <c>addPassword</c>, <c>removePassword</c>, PATCH.</summary>
internal sealed class CredentialEndpoints(SandboxWorld world, SandboxClock clock, SandboxSwitches switches, LockCheck locks)
{
    private static readonly string[] PatchKnown = ["keyCredentials", "passwordCredentials", "displayName", "accountEnabled", "tags", "notes"];

    public static IResult List<T>(HttpContext context, IEnumerable<T> holders, string collection) where T : CredentialHolder =>
        ODataQuery.Read(context, out var query)
            ?? query.Page(context, collection, holders.Where(h => h.TenantId == context.Caller().Tenant.Id).Select(h => GraphJson.Of(h)));

    public IResult Get(HttpContext context, CredentialHolder? holder, string asked)
    {
        if (holder is null)
        {
            return GraphError.NotFound(asked);
        }

        if (ODataQuery.Read(context, out var query) is { } refusal)
        {
            return refusal;
        }

        // Key values are shown only for a single object and only when they are asked for by name.
        var withKeys = query.Select.Contains("keyCredentials", StringComparer.OrdinalIgnoreCase);
        var json = query.Project(GraphJson.Of(holder, withKeys));
        if (switches.Values.EntityTags)
        {
            json["@odata.etag"] = holder.Tag;
        }

        return Results.Json(json);
    }

    /// <summary>The people who own the object; they may write its credentials without any role.</summary>
    public static IResult Owners(HttpContext context, CredentialHolder? holder, string collection, string asked)
    {
        if (holder is null)
        {
            return GraphError.NotFound(asked);
        }

        return ODataQuery.Read(context, out var query)
            ?? query.Page(context, $"{collection}/{asked}/owners", context.Caller().Tenant.People.Where(p => holder.Owners.Contains(p.Id)).Select(p => GraphJson.Member(p, query.Select)));
    }

    public async Task<IResult> AddPasswordAsync(HttpContext context, CredentialHolder? holder, string asked)
    {
        var (body, refusal) = await BeginWriteAsync(context, holder, asked);
        if (refusal is not null)
        {
            return refusal;
        }

        var wanted = body["passwordCredential"] as JsonObject ?? [];
        var now = clock.GetUtcNow();
        if (!KeyCredentialPatch.TryTime(wanted, "startDateTime", now, out var start)
            || !KeyCredentialPatch.TryTime(wanted, "endDateTime", start.AddYears(2), out var end)
            || end <= start)
        {
            return GraphError.Bad("Credential end date is invalid.", new GraphErrorDetail("InvalidKeyEndDate", "EndDate", "endDateTime"));
        }

        if ((locks.RefusesPassword(holder!) ?? AppPolicyCheck.RefusesPassword(context.Caller().Tenant, holder!, start, end)) is { } notAllowed)
        {
            return notAllowed;
        }

        var password = new PasswordCredential
        {
            KeyId = Guid.NewGuid(),
            DisplayName = KeyCredentialPatch.Text(wanted, "displayName"),
            Start = start,
            End = end,
            Secret = SecretValue.Create(),
            WrittenAt = now,
            ReplicatedAt = TimeProvider.System.GetUtcNow() + switches.Values.EntraReplication,
        };
        world.Change<CredentialHolder>(holder!.Id, h => h with { Passwords = [.. h.Passwords, password] });
        context.Note().Effect = $"password {password.KeyId} added to {Describe(holder)}, valid until {GraphJson.Time(end)}";
        return Results.Json(GraphJson.Of(password, withSecret: true));
    }

    public async Task<IResult> RemovePasswordAsync(HttpContext context, CredentialHolder? holder, string asked)
    {
        var (body, refusal) = await BeginWriteAsync(context, holder, asked);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!Guid.TryParse(KeyCredentialPatch.Text(body, "keyId"), out var keyId) || holder!.Passwords.All(p => p.KeyId != keyId))
        {
            return GraphError.Bad($"No password credential found with keyId '{KeyCredentialPatch.Text(body, "keyId")}'.");
        }

        if (locks.RefusesPassword(holder) is { } locked)
        {
            return locked;
        }

        world.Change<CredentialHolder>(holder.Id, h => h with { Passwords = [.. h.Passwords.Where(p => p.KeyId != keyId)] });
        context.Note().Effect = $"password {keyId} removed from {Describe(holder)}";
        return Results.NoContent();
    }

    public async Task<IResult> PatchAsync(HttpContext context, CredentialHolder? holder, string asked)
    {
        var (body, refusal) = await BeginWriteAsync(context, holder, asked);
        if (refusal is not null)
        {
            return refusal;
        }

        if (body.Select(p => p.Key).FirstOrDefault(k => !k.StartsWith('@') && !PatchKnown.Contains(k)) is { } unknown)
        {
            return GraphError.Bad($"Property '{unknown}' cannot be updated here.");
        }

        if (body.ContainsKey("passwordCredentials"))
        {
            return GraphError.Bad("New password credentials must be generated with service actions.");
        }

        var keys = holder!.Keys;
        if (body.ContainsKey("keyCredentials")
            && new KeyCredentialPatch(holder, context.Caller().Tenant, switches.Values, clock.GetUtcNow()).Read(body["keyCredentials"], out keys) is { } keyRefusal)
        {
            return keyRefusal;
        }

        if (locks.RefusesKeys(holder, keys) is { } locked)
        {
            return locked;
        }

        if (switches.Values.EntityTags && context.Request.Headers.IfMatch is [{ } tag] && tag != world.Find<CredentialHolder>(holder.TenantId, holder.Id)?.Tag)
        {
            return new GraphError(StatusCodes.Status412PreconditionFailed, "PreconditionFailed", "The object has been changed since it was read.");
        }

        var name = KeyCredentialPatch.Text(body, "displayName") ?? holder.DisplayName;
        var enabled = body["accountEnabled"] is JsonValue value && value.TryGetValue<bool>(out var given) ? given : (bool?)null;
        world.Change<CredentialHolder>(holder.Id, h => h switch
        {
            ServicePrincipal p => p with { Keys = keys, DisplayName = name, IsEnabled = enabled ?? p.IsEnabled },
            _ => h with { Keys = keys, DisplayName = name },
        });
        context.Note().Effect = Effect(holder, keys);
        return Results.NoContent();
    }

    private static async Task<(JsonObject Body, IResult? Refusal)> BeginWriteAsync(HttpContext context, CredentialHolder? holder, string asked)
    {
        if (holder is null)
        {
            return ([], GraphError.NotFound(asked));
        }

        if (!MayWrite(context.Caller(), holder))
        {
            return ([], GraphError.Denied);
        }

        if (context.Request.ContentLength == 0)
        {
            return ([], null);
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, documentOptions: GraphJson.Strict, cancellationToken: context.RequestAborted) is JsonObject body
                ? (body, null)
                : ([], GraphError.Bad("The request body must be a JSON object."));
        }
        catch (JsonException)
        {
            return ([], new GraphError(StatusCodes.Status400BadRequest, "BadRequest", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."));
        }
    }

    private static bool MayWrite(GraphCaller caller, CredentialHolder holder) => caller.Person is { } person
        ? caller.Tenant.MayWriteCredentials(person, holder)
        : caller.Has("Application.ReadWrite.All") || holder.Owners.Contains(caller.App.Id);

    private static string Effect(CredentialHolder holder, IReadOnlyList<KeyCredential> keys)
    {
        var added = keys.Count(k => holder.Keys.All(o => o.KeyId != k.KeyId));
        var removed = holder.Keys.Count(o => keys.All(k => k.KeyId != o.KeyId));
        return $"keys of {Describe(holder)} replaced: {added} added, {removed} removed, {keys.Count - added} kept";
    }

    private static string Describe(CredentialHolder holder) => $"{(holder is Application ? "application" : "service principal")} '{holder.DisplayName}'";
}
